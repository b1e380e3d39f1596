#!/usr/bin/env bash
# Asks arXiv, and commits what it answered. Where another run was faster, this one goes on from the
# papers of the other: nothing is ever overwritten, and nothing asked twice.
# AGAIN=true asks also for what arXiv has answered since its last announcement.
set -euo pipefail

here=$(dirname "$0")
branch=data
store=site_src/data

# Counts only: a paper's words have no business in a commit. A paper is a line, a new file has a
# line of its own.
message() {
  local added=0 removed=0 more less files
  while read -r more less _; do
    added=$((added + more)) removed=$((removed + less))
  done < <(git -C "$store" diff --cached --numstat -- papers)
  files=$(git -C "$store" diff --cached --name-only --diff-filter=A -- papers | wc -l)
  echo "Papers: $((added - removed - files)) added, $removed changed"
}

# Fails where another run has pushed meanwhile.
save() {
  # Names that begin with a dot are files in the making.
  git -C "$store" add --all -- . ":(exclude,glob)**/.*" || exit 1
  if git -C "$store" diff --cached --quiet; then
    echo "Nothing new to commit"
    return 0
  fi
  local before now
  before=$(git -C "$store" rev-parse --verify --quiet "refs/remotes/origin/$branch" || true)
  git -C "$store" commit --quiet --message="$(message)" || exit 1
  if git -C "$store" push --quiet origin "HEAD:refs/heads/$branch"; then
    git -C "$store" log -1 --format="Committed %h. %s"
    return 0
  fi
  now=$(git -C "$store" ls-remote origin "refs/heads/$branch" | cut -f1)
  if [ "$before" = "$now" ]; then
    echo "::error::The papers cannot be pushed to the branch $branch; is it protected?"
    exit 1
  fi
  echo "Another run was faster; going on from its papers"
  return 1
}

# What went wrong before arXiv was asked, where the keeper looks first.
tell() {
  cat "$complaint" >&2
  if [ -s "$complaint" ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
    {
      printf '## Something is wrong here\n\n```text\n'
      cat "$complaint"
      printf '```\n\nThe papers and the site stay as they were. [When it is red](%s)\n' \
        "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/blob/HEAD/docs/when-red.md"
    } >>"$GITHUB_STEP_SUMMARY"
  fi
}

complaint=$(mktemp)
due=--due
[ "${AGAIN:-}" != true ] || due=
for _ in 1 2 3; do
  "$here/open-store.sh"
  outcome=0
  .venv/bin/daily-papers fetch ${due:+"$due"} 2>"$complaint" || outcome=$?
  tell
  case $outcome in
    0 | 1 | 3) ;; # what failed is in the papers' status, which is worth a commit
    *) exit "$outcome" ;;
  esac
  if save; then
    exit 0
  fi
  due=--due
done
echo "::error::Other runs were faster three times; their papers are kept, and the next run goes on"
exit 1

#!/usr/bin/env bash
# Opens an issue with the papers that are new, and closes the older ones: GitHub mails it to all who
# watch the repository. What an interrupted run did not post is posted now, and nothing twice: each
# issue says in its last line which run it is about.
set -euo pipefail

here=$(dirname "$0")
label=digest
store=site_src/data
export GH_REPO=$GITHUB_REPOSITORY

if [ "$(gh api "repos/$GITHUB_REPOSITORY" --jq .has_issues)" != true ]; then
  echo "This repository has no issues (Settings → Features), so no digest is posted"
  exit 0
fi

work=$(mktemp -d)
gh label create "$label" --force --color 1d76db --description "What a daily run announced" >/dev/null
gh issue list --label "$label" --state all --limit 50 --json number,state,body >"$work/issues"
posted=$(jq -r '[.[].body | capture("<!-- run (?<at>[0-9TZ:-]+) -->").at] | max // ""' "$work/issues")

# Newest first, back to the run that the newest issue is about; without any issue the newest alone.
# Never more than three: who was away for a month wants no month of mail.
"$here/open-store.sh" 30
newest=$(git -C "$store" rev-list --max-count=1 HEAD -- status.json)
count=0
for commit in $(git -C "$store" rev-list HEAD -- status.json); do
  git -C "$store" checkout --quiet --detach "$commit"
  if ! .venv/bin/daily-papers digest --issue >"$work/digest"; then
    # An old state that is damaged, or a newer program's, was put in order since: look no further.
    [ "$commit" != "$newest" ] || exit 1
    break
  fi
  if [ -s "$work/digest" ]; then
    at=$(sed -n 's/^<!-- run \(.*\) -->$/\1/p' "$work/digest" | tail -n 1)
    if [[ $at > $posted ]]; then
      mv "$work/digest" "$work/$count"
      count=$((count + 1))
    elif [ -n "$posted" ]; then
      break
    fi
  fi
  if [ -z "$posted" ] || [ "$count" -eq 3 ]; then
    break
  fi
done

while [ "$count" -gt 0 ]; do
  count=$((count - 1))
  title=$(head -n 1 "$work/$count")
  tail -n +3 "$work/$count" >"$work/body"
  gh issue create --title "$title" --label "$label" --body-file "$work/body"
done

# All but the newest, which is the one that was opened last.
gh issue list --label "$label" --state open --limit 50 --json number |
  jq -r 'map(.number) | sort | .[:-1][]' |
  while read -r number; do
    gh issue close "$number" --reason completed
  done

#!/usr/bin/env bash
# Looks whether arXiv still answers as the program expects, and opens an issue that says what has
# changed. What an open issue says already is not said again; what is out of date is closed. Where
# arXiv gave no answer nothing can be said, and the run ends red.
set -euo pipefail

label=arxiv
export GH_REPO=$GITHUB_REPOSITORY

work=$(mktemp -d)
status=0
.venv/bin/daily-papers probe >"$work/body" || status=$?
cat "$work/body" >>"$GITHUB_STEP_SUMMARY"
case $status in
  0) exit 0 ;;
  1) ;;
  *) exit "$status" ;;
esac

if [ "$(gh api "repos/$GITHUB_REPOSITORY" --jq .has_issues)" != true ]; then
  echo "::error::arXiv has changed; this run's summary says what, for the repository has no issues"
  exit 1
fi

gh label create "$label" --force --color d93f0b --description "What arXiv has changed" >/dev/null
gh issue list --label "$label" --state open --limit 50 --json number,body >"$work/issues"
# GitHub takes line feeds at the end away.
if [ "$(jq -r '.[0].body // ""' "$work/issues" | tr -d '\r')" = "$(cat "$work/body")" ]; then
  echo "The newest issue says so already"
  exit 0
fi
gh issue create --title "arXiv has changed" --label "$label" --body-file "$work/body"
jq -r '.[].number' "$work/issues" |
  while read -r number; do
    gh issue close "$number" --reason "not planned"
  done

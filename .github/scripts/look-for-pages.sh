#!/usr/bin/env bash
# Whether GitHub Pages is on. Only a person may switch it on: where it is off, the run's summary
# names the one click that is left.
set -euo pipefail

settings=$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/settings/pages
run=$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/workflows/daily.yml

say() {
  echo "pages=$1" >>"$GITHUB_OUTPUT"
}

one_click_left() {
  say off
  echo "::warning title=One click is left::$settings: choose GitHub Actions as source"
  cat >>"$GITHUB_STEP_SUMMARY" <<END
## One click is left

$1 The papers are kept meanwhile. To publish them:

1. Open [Settings → Pages]($settings) and choose **GitHub Actions** under *Build and deployment → Source*.
2. Open [this workflow]($run) and press **Run workflow**, or wait for tomorrow's run.
END
}

answer=$(mktemp)
if kind=$(gh api "repos/$GITHUB_REPOSITORY/pages" --jq .build_type 2>"$answer"); then
  if [ "$kind" = workflow ]; then
    say on
  else
    one_click_left "GitHub Pages publishes a branch of this repository, not what this workflow builds."
  fi
elif grep -q "HTTP 404" "$answer"; then
  one_click_left "GitHub Pages is not enabled for this repository yet."
else
  cat "$answer" >&2
  exit 1
fi

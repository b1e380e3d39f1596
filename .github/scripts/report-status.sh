#!/usr/bin/env bash
# A table of all keywords for the run's summary, and whether somebody has to look: the run ends red
# for it, but only after the site was published.
set -euo pipefail

status=0
.venv/bin/daily-papers status --format markdown >>"$GITHUB_STEP_SUMMARY" || status=$?
case $status in
  0) echo "somebody=may rest" >>"$GITHUB_OUTPUT" ;;
  1) echo "somebody=has to look" >>"$GITHUB_OUTPUT" ;;
  *) exit "$status" ;;
esac

#!/bin/sh
# Brings what the tests use besides Python packages: a browser, feed readers, a few npm packages.
# Debian's where apt can be used; else Playwright's own browser, and tests without their reader
# say that they were skipped (in CI they fail). usage: install.sh PYTHON
set -eu
python=$1
here=$(dirname "$0")

has() { command -v "$1" >/dev/null; }

has_browser() {
  [ -n "${CHROMIUM:-}" ] || has chromium || has chromium-browser || has google-chrome
}

sudo=
[ "$(id -u)" = 0 ] || sudo="sudo -n"

can_apt() { has apt-get && $sudo true 2>/dev/null; }

missing=
has_browser || missing="$missing chromium"
has newsboat || missing="$missing newsboat"
has r2e || missing="$missing rss2email"
has sfeed || missing="$missing sfeed"
has bibtex && has pdflatex || missing="$missing texlive-latex-base"
has jing || missing="$missing jing"
has shellcheck || missing="$missing shellcheck"
has faketime || missing="$missing faketime"
has jq || missing="$missing jq"
has npm || missing="$missing npm"
has java || missing="$missing default-jre-headless"

if [ -n "$missing" ] && can_apt; then
  echo "Installing for the tests:$missing"
  $sudo apt-get update -qq || echo "apt-get update failed; going on with what is here"
  for package in $missing; do
    $sudo env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends "$package" >/dev/null 2>&1 || echo "no $package"
  done
fi

has_browser || "$python" -m playwright install chromium

lock=$here/node/package-lock.json
done=$here/node/node_modules/.package-lock.json
if has npm && { [ ! -e "$done" ] || [ "$lock" -nt "$done" ]; }; then
  (cd "$here/node" && npm ci --silent --no-progress) || echo "no npm packages"
fi

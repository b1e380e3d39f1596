#!/usr/bin/env bash
# The remembered papers: a branch of their own, checked out as site_src/data. The first run begins
# the branch; what is in the folder and was not pushed is given up.
# usage: open-store.sh [HOW MANY COMMITS]
set -euo pipefail

branch=data
store=site_src/data
depth=${1:-1}

if [ ! -e "$store/.git" ]; then
  if [ -n "$(ls -A "$store" 2>/dev/null)" ]; then
    echo "$store holds papers that stand on no branch; move the folder away first" >&2
    exit 1
  fi
  git init --quiet --initial-branch="$branch" "$store"
  git -C "$store" remote add origin "$(git remote get-url origin)"
  if [ -n "${GITHUB_ACTIONS:-}" ]; then
    # Only these scripts get the token, from their environment; it is written nowhere.
    git -C "$store" config --add credential.helper ""
    git -C "$store" config --add credential.helper "!gh auth git-credential"
    git -C "$store" config user.name "github-actions[bot]"
    git -C "$store" config user.email "41898282+github-actions[bot]@users.noreply.github.com"
  fi
fi

cd "$store"
found=0
git ls-remote --exit-code origin "refs/heads/$branch" >/dev/null || found=$?
case $found in
  0)
    git fetch --quiet --depth="$depth" origin "+refs/heads/$branch:refs/remotes/origin/$branch"
    git checkout --quiet --force -B "$branch" "refs/remotes/origin/$branch"
    ;;
  2) ;; # no such branch yet
  *) exit "$found" ;; # not asked is not absent: nobody begins anew because of that
esac

#!/bin/sh
# What the browser tests need and pip cannot install: chromium, its driver, axe-core.
# Never fails: without them the tests are skipped and say so. Network is used here, not in the tests.
set -u
cd "$(dirname "$0")/../.."

AXE_VERSION=4.14.1
AXE_SHA256=29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c
AXE=.cache/axe.min.js

say() { echo "browser tests: $*" >&2; }

has() { command -v "$1" >/dev/null 2>&1; }

install() {
  if [ "$(id -u)" -ne 0 ] || ! has apt-get; then
    say "$1 is missing; install it with: apt-get install $*"
    return 1
  fi
  apt-get update -qq >/dev/null 2>&1
  DEBIAN_FRONTEND=noninteractive timeout 600 apt-get install -y -qq --no-install-recommends "$@" \
    >/dev/null 2>&1 || { say "apt-get install $* failed"; return 1; }
}

fetch_axe() {
  mkdir -p .cache
  folder=$(mktemp -d)
  if timeout 120 npm pack --silent --pack-destination "$folder" "axe-core@$AXE_VERSION" >/dev/null 2>&1 &&
    tar -xzf "$folder/axe-core-$AXE_VERSION.tgz" -C "$folder" package/axe.min.js 2>/dev/null &&
    echo "$AXE_SHA256  $folder/package/axe.min.js" | sha256sum --check --status; then
    mv "$folder/package/axe.min.js" "$AXE"
  else
    say "axe-core $AXE_VERSION could not be fetched from npm, or is not the file that was reviewed"
  fi
  rm -rf "$folder"
}

if ! has chromium || ! has chromedriver; then
  install chromium chromium-driver fonts-dejavu-core
fi
if ! { [ -f "$AXE" ] && echo "$AXE_SHA256  $AXE" | sha256sum --check --status; }; then
  rm -f "$AXE"
  has npm || install npm
  if has npm; then fetch_axe; fi
fi
exit 0

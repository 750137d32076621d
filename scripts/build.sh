#!/usr/bin/env bash
# build.sh release|dev [browser]: builds browser side, styles and server unless nothing changed since the last time.
# Release: $TARGET/release and target/site. Dev: $TARGET/debug and target/site-dev, so that neither spoils the other.
# browser: only browser side and styles; the server is then what the tests have built.
# shellcheck source=scripts/env.sh
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

# shellcheck source=scripts/server.sh
source scripts/server.sh

KIND="${1:-release}"
# Where SQL is compiled against a database, that is the one of .env.
unset CLUSTER
case "$KIND" in
  release) FOLDER="$TARGET/release" SITE=target/site OPTIONS=(--release --precompress) MINUTES=7 ;;
  dev) FOLDER="$TARGET/debug" SITE=target/site-dev OPTIONS=() MINUTES=4 LEPTOS_HASH_FILES=false ;;
  *) fail "build what? release or dev" ;;
esac
STAMP="$FOLDER/.built"
BROWSER_STAMP="$FOLDER/.built-browser"

# Names with a hash are for caches. While `make dev` watches, cargo-leptos would go on without them and leave the old ones.
names_fit() { if [ "$KIND" = dev ]; then [ ! -f "$FOLDER/hash.txt" ]; else [ -f "$FOLDER/hash.txt" ]; fi; }

# fresh STAMP: whether nothing changed since.
fresh() {
  names_fit && [ -d "$SITE/pkg" ] || return 1
  # A shared target folder may hold another checkout's build.
  [ "$(cat "$1" 2>/dev/null)" = "$ROOT" ] || return 1
  local inputs=() input
  for input in src crates migrations public style .cargo .sqlx build.rs Cargo.toml Cargo.lock rust-toolchain.toml; do
    if [ -e "$input" ]; then inputs+=("$input"); fi
  done
  # Folders count too: a deleted file changes only the folder that it was in.
  [ -z "$(find "${inputs[@]}" \( -name node_modules -prune \) -o -newer "$1" -print -quit)" ]
}
# stamp FILE: what was built is as new as the time at which this script began.
stamp() { printf '%s\n' "$ROOT" >"$1" && touch -r "$BEGUN" "$1"; }

BROWSER_ONLY=0
if [ "${2:-}" = browser ]; then BROWSER_ONLY=1; fi
# The typesetting program has its own files and its own cargo, which knows what changed.
if [ "$BROWSER_ONLY" = 0 ]; then DOCUMENTS_FOLDER="$FOLDER" scripts/documents.sh build; fi
if [ "$BROWSER_ONLY" = 1 ]; then
  if fresh "$BROWSER_STAMP"; then exit 0; fi
elif [ -x "$FOLDER/partner-center" ] && fresh "$STAMP" && fresh "$BROWSER_STAMP"; then
  exit 0
fi

if [ -d "$FOLDER/deps" ]; then need_space "$(dirname "$FOLDER")" 2000; else need_space "$(dirname "$FOLDER")" 8000; say "Building the $KIND version (the first time about $MINUTES minutes on two cores) …"; fi
mkdir -p "$FOLDER"
BEGUN="$(mktemp)"
trap 'rm -f "$BEGUN"; stop_database' EXIT
# Checked SQL comes from the committed data; without any, from the development database.
if [ -d .sqlx ] && [ "$KIND" = release ]; then export SQLX_OFFLINE=true; unset DATABASE_URL; else
  start_database
  scripts/sql-data.sh migrate
fi
if [ "$KIND" = dev ]; then rm -f "$FOLDER/hash.txt"; export LEPTOS_HASH_FILES; fi
export LEPTOS_SITE_ROOT="$SITE"

browser() {
  if fresh "$BROWSER_STAMP"; then return; fi
  cargo leptos build "${OPTIONS[@]}" --frontend-only >&2 || return
  names_fit || fail "the build left no $FOLDER/hash.txt, or in development one too many"
  stamp "$BROWSER_STAMP"
}
server() {
  cargo leptos build "${OPTIONS[@]}" --server-only >&2 || return
  [ -x "$FOLDER/partner-center" ] || fail "the build left no $FOLDER/partner-center"
  stamp "$STAMP"
}

if [ "$BROWSER_ONLY" = 1 ]; then
  browser || fail "the $KIND build of the browser side failed"
  exit 0
fi
# Both sides at the same time: each has its own target folder, and each leaves one of two cores idle for long.
browser &
BROWSER=$!
CODE=0
server || CODE=$?
wait "$BROWSER" || CODE=$?
[ "$CODE" = 0 ] || fail "the $KIND build failed"

#!/usr/bin/env bash
# build.sh release|dev [always]: builds browser side, styles and server unless nothing changed since the last time.
# Release: $TARGET/release and target/site. Dev: $TARGET/debug and target/site-dev, so that neither spoils the other.
# shellcheck source=scripts/env.sh
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

# shellcheck source=scripts/server.sh
source scripts/server.sh

KIND="${1:-release}"
case "$KIND" in
  release) FOLDER="$TARGET/release" SITE=target/site OPTIONS=(--release --precompress) MINUTES=8 ;;
  dev) FOLDER="$TARGET/debug" SITE=target/site-dev OPTIONS=() MINUTES=4 LEPTOS_HASH_FILES=false ;;
  *) fail "build what? release or dev" ;;
esac
STAMP="$FOLDER/.built"

# Names with a hash are for caches. While `make dev` watches, cargo-leptos would go on without them and leave the old ones.
names_fit() { if [ "$KIND" = dev ]; then [ ! -f "$FOLDER/hash.txt" ]; else [ -f "$FOLDER/hash.txt" ]; fi; }

fresh() {
  [ -x "$FOLDER/partner-center" ] && names_fit && [ -d "$SITE/pkg" ] || return 1
  # A shared target folder may hold another checkout's build.
  [ "$(cat "$STAMP" 2>/dev/null)" = "$ROOT" ] || return 1
  local inputs=() input
  for input in src crates migrations public style .cargo .sqlx build.rs Cargo.toml Cargo.lock rust-toolchain.toml; do
    if [ -e "$input" ]; then inputs+=("$input"); fi
  done
  # Folders count too: a deleted file changes only the folder that it was in.
  [ -z "$(find "${inputs[@]}" \( -name node_modules -prune \) -o -newer "$STAMP" -print -quit)" ]
}

if [ "${2:-}" != always ] && fresh; then exit 0; fi

if [ -d "$FOLDER/deps" ]; then need_space "$(dirname "$FOLDER")" 2000; else need_space "$(dirname "$FOLDER")" 8000; say "Building the $KIND version (the first time about $MINUTES minutes on two cores) …"; fi
mkdir -p "$FOLDER"
touch "$FOLDER/.building"
# Checked SQL comes from the committed data; without any, from the development database.
if [ -d .sqlx ] && [ "$KIND" = release ]; then export SQLX_OFFLINE=true; unset DATABASE_URL; else
  trap 'stop_database' EXIT
  start_database
  scripts/sql-data.sh migrate
fi
if [ "$KIND" = dev ]; then rm -f "$FOLDER/hash.txt"; export LEPTOS_HASH_FILES; fi
LEPTOS_SITE_ROOT="$SITE" cargo leptos build "${OPTIONS[@]}" >&2 || fail "the $KIND build failed"
[ -x "$FOLDER/partner-center" ] || fail "the build left no $FOLDER/partner-center"
names_fit || fail "the build left no $FOLDER/hash.txt, or in development one too many"
printf '%s\n' "$ROOT" >"$STAMP"
touch -r "$FOLDER/.building" "$STAMP"
rm -f "$FOLDER/.building"

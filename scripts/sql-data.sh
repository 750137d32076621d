#!/usr/bin/env bash
# The committed data of the checked SQL (.sqlx).
#
#   migrate   bring the development database up to date (checked SQL is compiled against it)
#   prepare   write .sqlx from a freshly migrated database
#   check     fail if .sqlx is not what that would write
# shellcheck source=scripts/env.sh
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

# shellcheck source=scripts/server.sh
source scripts/server.sh

CHECKED=partner_center_checked
COMMAND="${1:-}"
command -v cargo-sqlx >/dev/null || scripts/setup.sh dev
trap 'stop_database' EXIT

# migrate_database URL
migrate_database() { sqlx migrate run --source migrations --database-url "$1" >&2 || fail "the migrations do not apply (make reset begins anew)"; }

# `cargo sqlx prepare` touches the roots of the crate; without this the next build would compile it once more for nothing.
remember_times() {
  local file
  TIMES="$(mktemp -d)"
  for file in build.rs src/lib.rs src/main.rs tests/*.rs; do
    if [ -f "$file" ]; then mkdir -p "$TIMES/$(dirname "$file")" && cp -p "$file" "$TIMES/$file"; fi
  done
}
restore_times() {
  local file
  (cd "$TIMES" && find . -type f) | while read -r file; do
    if cmp -s "$TIMES/$file" "$file"; then touch -r "$TIMES/$file" "$file"; fi
  done
  rm -rf "${TIMES:?}"
}

case "$COMMAND" in
  migrate)
    start_database
    migrate_database "$(scripts/database.sh url)"
    ;;
  prepare | check)
    start_database
    # Nullability is read from query plans, and those from statistics: only an empty database gives everybody the same.
    scripts/database.sh fresh "$CHECKED"
    url="$(scripts/database.sh url "$CHECKED")"
    migrate_database "$url"
    options=()
    if [ "$COMMAND" = check ]; then options=(--check); fi
    remember_times
    CODE=0
    DATABASE_URL="$url" SQLX_OFFLINE=false cargo sqlx prepare "${options[@]}" -- --all-targets --no-default-features --features ssr >&2 || CODE=$?
    restore_times
    [ "$CODE" = 0 ] \
      || fail "$([ "$COMMAND" = check ] && echo "the committed SQL data (.sqlx) is stale or the code does not compile: make prepare" || echo "cargo sqlx prepare failed")"
    ;;
  *) fail "sql-data.sh migrate|prepare|check" ;;
esac

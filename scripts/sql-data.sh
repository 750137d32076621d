#!/usr/bin/env bash
# The committed data of the checked SQL (.sqlx).
#
#   migrate   bring the development database up to date (checked SQL is compiled against it)
#   prepare   write .sqlx from a freshly migrated database
#   lint      lint the server, its SQL checked against a freshly migrated database
#   compare   fail if .sqlx is not what the last `lint` found
#
# `cargo sqlx prepare` compiles the crate with a few environment variables set. The lint compiles it anyway, so it does so with
# these variables: one compilation for both. Every query macro then writes its query-….json into SQLX_OFFLINE_DIR.
# shellcheck source=scripts/env.sh
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

# shellcheck source=scripts/server.sh
source scripts/server.sh

CHECKED=partner_center_checked
COMMAND="${1:-}"

checksum() { if command -v sha384sum >/dev/null; then sha384sum "$1"; else shasum -a 384 "$1"; fi | cut -d ' ' -f 1; }
# apply_migrations URL: to an empty database, as sqlx does it: each file is one transaction and is noted. (sqlx-cli does the same
# and takes three minutes to build.)
apply_migrations() {
  local file name
  {
    echo 'create table _sqlx_migrations (version bigint primary key, description text not null, installed_on timestamptz not null default now(),'
    echo '  success boolean not null, checksum bytea not null, execution_time bigint not null);'
    for file in migrations/*.sql; do
      name="$(basename "$file" .sql)"
      printf 'begin;\n\\i %s\ninsert into _sqlx_migrations values (%d, $$%s$$, now(), true, $$\\x%s$$, 0);\ncommit;\n' \
        "$file" "$((10#${name%%_*}))" "$(tr _ ' ' <<<"${name#*_}")" "$(checksum "$file")"
    done
  } | PGOPTIONS='-c client_min_messages=warning' psql -X -q -v ON_ERROR_STOP=1 -d "$1" >/dev/null || fail "the migrations do not apply"
}

# The embedded development database holds nothing but the structure: with other migrations it is made anew.
migrate_embedded() {
  local name=partner_center_dev wanted
  wanted="migrations $(cat migrations/*.sql | cksum)"
  if [ "$(scripts/database.sh psql "$name" -X -At -c "select shobj_description(oid, 'pg_database') from pg_database where datname = '$name'")" = "$wanted" ]; then return; fi
  scripts/database.sh fresh "$name"
  apply_migrations "$(scripts/database.sh url "$name")"
  scripts/database.sh psql "$name" -X -q -c "comment on database $name is '$wanted'"
}

# A macro is only expanded where its crate is compiled: the roots get a new time, and their own back afterwards, or every other
# build would compile them once more for nothing.
remember_times() {
  local file
  TIMES="$(mktemp -d)"
  for file in src/lib.rs src/main.rs tests/*.rs; do
    if [ -f "$file" ]; then mkdir -p "$TIMES/$(dirname "$file")" && cp -p "$file" "$TIMES/$file" && touch "$file"; fi
  done
}
TIMES=""
restore_times() {
  local file
  [ -n "$TIMES" ] || return 0
  (cd "$TIMES" && find . -type f) | while read -r file; do
    if cmp -s "$TIMES/$file" "$file"; then touch -r "$TIMES/$file" "$file"; fi
  done
  rm -rf "${TIMES:?}"
  TIMES=""
}

WRITTEN="$TARGET/sql-data"

# compile OPTION…: lints the server; the query files are in WRITTEN then.
compile() {
  local code=0 url
  export CLUSTER=test
  start_database
  # Nullability is read from query plans, and those from statistics: only an empty database gives everybody the same.
  scripts/database.sh fresh "$CHECKED"
  url="$(scripts/database.sh url "$CHECKED")"
  apply_migrations "$url"
  rm -rf "${WRITTEN:?}"
  mkdir -p "$WRITTEN"
  remember_times
  DATABASE_URL="$url" SQLX_OFFLINE=false SQLX_OFFLINE_DIR="$WRITTEN" \
    cargo clippy --workspace --all-targets --no-default-features --features ssr -- "$@" >&2 || code=$?
  restore_times
  [ "$code" = 0 ] || return "$code"
  touch "$WRITTEN/complete"
}

trap 'restore_times; stop_database' EXIT
case "$COMMAND" in
  migrate)
    start_database
    case "$(scripts/database.sh status)" in
      external*)
        command -v sqlx >/dev/null || scripts/setup.sh migrate
        sqlx migrate run --source migrations --database-url "$(scripts/database.sh url)" >&2 || fail "the migrations do not apply"
        ;;
      *) migrate_embedded ;;
    esac
    ;;
  prepare)
    compile || fail "the code does not compile"
    mkdir -p .sqlx
    rm -f .sqlx/query-*.json
    cp "$WRITTEN"/query-*.json .sqlx/
    ;;
  lint) compile -D warnings ;;
  compare)
    [ -f "$WRITTEN/complete" ] || fail "the SQL data was not written, for the lint of the server failed"
    # Both were written by the same code: equal means equal in every byte, and no file too many.
    diff -rq --exclude=complete "$WRITTEN" .sqlx >&2 || fail "the committed SQL data (.sqlx) is stale: make prepare"
    ;;
  *) fail "sql-data.sh migrate|prepare|lint|compare" ;;
esac

#!/usr/bin/env bash
# The browser journeys, against a server with its own fresh database and demo, and a second one that is empty, both in the
# cluster for tests.
# Arguments go to Playwright. E2E_BUILD=dev: the dev build (rebuilt if needed). E2E_NAME=x: own databases and output,
# for two runs side by side.
# shellcheck source=scripts/env.sh
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
# shellcheck source=scripts/server.sh
source scripts/server.sh

NAME="e2e${E2E_NAME:+_$E2E_NAME}"
[[ "$NAME" =~ ^[a-z0-9_]{1,40}$ ]] || fail "E2E_NAME: small letters, digits and underscores only"
OUTPUT="$ROOT/target/$NAME"
export CLUSTER=test

scripts/setup.sh test
mkdir -p "$OUTPUT"
exec 7>"$OUTPUT/lock"
if command -v flock >/dev/null; then flock -n 7 || fail "another run of the journeys is going on; wait, or set E2E_NAME"; fi

trap 'stop_servers; stop_database' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
start_database

case "${E2E_BUILD:-release}" in
  dev)
    scripts/build.sh dev
    BINARY="$TARGET/debug/partner-center" SITE_ROOT=target/site-dev
    ;;
  release)
    BINARY="$TARGET/release/partner-center" SITE_ROOT=target/site
    if [ ! -x "$BINARY" ] || [ ! -d "$SITE_ROOT/pkg" ]; then scripts/build.sh release; fi
    ;;
  *) fail "E2E_BUILD is release or dev" ;;
esac
export SITE_ROOT MAIL_FOLDER="$OUTPUT/mail" FILES_FOLDER="$OUTPUT/files"
mkdir -p "$MAIL_FOLDER"

# serve_database DATABASE PORT ALLOW_DEMO LOG: sets BASE, appends to SERVERS
serve_database() {
  BASE="http://127.0.0.1:$2"
  DATABASE_URL="$(scripts/database.sh url "$1")" ADDRESS="127.0.0.1:$2" BASE_URL="$BASE" ALLOW_DEMO="$3" "$BINARY" serve >"$OUTPUT/$4.log" 2>&1 7>&- &
  SERVERS+=($!)
}
on_database() {
  local database="$1"
  shift
  DATABASE_URL="$(scripts/database.sh url "$database")" ALLOW_DEMO=true "$BINARY" "$@" 7>&-
}
ready() {
  wait_until_ready "$1/readyz" "$2" 60 "the $3 server" || { tail -20 "$OUTPUT/$3.log" >&2; fail "the $3 server did not start (log: $OUTPUT/$3.log)"; }
}

MAIN="partner_center_$NAME"
EMPTY="partner_center_${NAME}_empty"
scripts/database.sh fresh "$MAIN"
scripts/database.sh fresh "$EMPTY"
on_database "$MAIN" migrate >"$OUTPUT/migrate.log" 2>&1 || { tail -20 "$OUTPUT/migrate.log" >&2; fail "migrate failed"; }
on_database "$MAIN" demo >"$OUTPUT/demo.log" 2>&1 || { tail -20 "$OUTPUT/demo.log" >&2; fail "the demo could not be loaded"; }
on_database "$EMPTY" migrate >>"$OUTPUT/migrate.log" 2>&1 || { tail -20 "$OUTPUT/migrate.log" >&2; fail "migrate failed"; }

export E2E_EMPTY_ADMIN_ACCOUNT=vera
on_database "$EMPTY" create-admin "$E2E_EMPTY_ADMIN_ACCOUNT" --name "Vera First" >"$OUTPUT/create-admin.log" 2>"$OUTPUT/create-admin.err" \
  || { cat "$OUTPUT/create-admin.err" >&2; fail "create-admin failed"; }
# The temporary password is the last word that create-admin prints.
E2E_EMPTY_ADMIN_PASSWORD="$(awk 'NF { word = $NF } END { print word }' "$OUTPUT/create-admin.log")"
[ -n "$E2E_EMPTY_ADMIN_PASSWORD" ] || fail "create-admin printed no temporary password"
rm -f "$OUTPUT/create-admin.log"
export E2E_EMPTY_ADMIN_PASSWORD

PORT="$(free_port 4100)"
serve_database "$MAIN" "$PORT" true main
export E2E_BASE_URL="$BASE"
ready "$E2E_BASE_URL" "${SERVERS[0]}" main
PORT="$(free_port $((PORT + 1)))"
serve_database "$EMPTY" "$PORT" false empty
export E2E_EMPTY_BASE_URL="$BASE"
ready "$E2E_EMPTY_BASE_URL" "${SERVERS[1]}" empty

export E2E_JSON="$OUTPUT.json" E2E_OUTPUT="$OUTPUT/results" E2E_EXAMINED="$OUTPUT/examined"
rm -rf "$E2E_JSON" "${E2E_EXAMINED:?}"
CODE=0
(cd end2end && node_modules/.bin/playwright test "$@" </dev/null 7>&-) || CODE=$?
for server in "${SERVERS[@]}"; do
  kill -0 "$server" 2>/dev/null || { say "error: a server ended during the journeys (logs: $OUTPUT/*.log)"; CODE=1; }
done
exit "$CODE"

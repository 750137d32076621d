#!/usr/bin/env bash
# Speed and sizes against their limits, measured in the same run; the table goes to target/bench.md.
# SIZE=1 is 1 M opportunities and 200 k customers (default), SIZE=0.1 a tenth. KEEP=1 leaves the database for the next
# run with KEEP=1 and the same SIZE, and leaves out the import, which would change it. BENCH_ROUNDS and BENCH_SECONDS make it
# shorter or steadier. Nothing leaves this machine.
# Exit code 1 when a budget of bytes is broken; a speed that is not reached is told and does not fail.
# shellcheck source=scripts/env.sh
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
# shellcheck source=scripts/server.sh
source scripts/server.sh

SIZE="${SIZE:-1}"
in_range() { [[ "$1" =~ ^[0-9]+(\.[0-9]+)?$ ]] && awk -v size="$1" 'BEGIN { exit !(size >= 0.02 && size <= 10) }'; }
in_range "$SIZE" || fail "SIZE is a number from 0.02 to 10 (1 is one million opportunities)"
NAME=partner_center_bench
export BENCH_OUTPUT="$ROOT/target/bench" BENCH_REPORT="$ROOT/target/bench.md"
BARE_TARGET="$CACHE/bench-target"

scripts/setup.sh test
has() { command -v "$1" >/dev/null 2>&1; }
has pgbench || fail "pgbench is missing (Debian: it comes with postgresql, elsewhere with the PostgreSQL server or contrib package)"
if ! has wrk && has apt-get && [ "$(id -u)" = 0 ]; then
  say "Installing wrk with apt-get (seconds; without it autocannon is used, which takes more of the machine) …"
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends wrk >/dev/null 2>&1 </dev/null || say "note: wrk could not be installed"
fi
mkdir -p "$BENCH_OUTPUT"
exec 7>"$BENCH_OUTPUT/lock"
if has flock; then flock -n 7 || fail "another benchmark is running"; fi
rm -f "$BENCH_REPORT"

# shellcheck disable=SC2317 # called by the trap
tidy() {
  stop_servers
  if [ "$MADE" = 1 ] && [ "${KEEP:-}" != 1 ]; then scripts/database.sh drop "$NAME" || true; fi
  stop_database
}
MADE=0
trap tidy EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

scripts/build.sh release
BINARY="$TARGET/release/partner-center"
if [ ! -d "$BARE_TARGET" ]; then need_space "$CACHE" 1000; say "Building the bare handler (about 1 minute, once) …"; fi
(cd scripts/bench/bare && CARGO_TARGET_DIR="$BARE_TARGET" cargo build --release --locked --quiet </dev/null >&2) || fail "the bare handler could not be built"

start_database
# Not exported: it would be taken for the address of a server of the person's own.
URL="$(scripts/database.sh url "$NAME")"

# The same data, unless size, structure or generator changed; P5 adds some rows, which is why KEEP is not the default.
WANTED="size $SIZE, $(cat migrations/*.sql scripts/bench/data.sql | cksum)"
kept() { [ "${KEEP:-}" = 1 ] && [ "$(psql -X -A -t -c 'select text from bench.made' "$URL" 2>/dev/null)" = "$WANTED" ]; }
if kept; then
  psql -X -q -c "update session set last_seen_at = now(), expires_at = now() + interval '12 hours'" "$URL"
else
  # Two gigabytes a million, the write-ahead log beside it, and an import of two million lines with what it is compared with.
  need_space "$ROOT/.data/postgres" "$(awk -v size="$SIZE" 'BEGIN { print int(1000 + size * 9000) }')"
  MADE=1
  scripts/database.sh fresh "$NAME"
  DATABASE_URL="$URL" "$BINARY" migrate >"$BENCH_OUTPUT/migrate.log" 2>&1 7>&- || { tail -20 "$BENCH_OUTPUT/migrate.log" >&2; fail "migrate failed"; }
  say "Making the data for SIZE=$SIZE (about 2 minutes a million) …"
  psql -X -v size="$SIZE" -f scripts/bench/data.sql "$URL" >"$BENCH_OUTPUT/data.log" 2>&1 || { tail -5 "$BENCH_OUTPUT/data.log" >&2; fail "the data could not be made"; }
  psql -X -q -c "create table bench.made as select '$WANTED'::text as text" "$URL"
fi

serve() { # serve WHAT PORT COMMAND…
  local what="$1" port="$2"
  shift 2
  DATABASE_URL="$URL" ADDRESS="127.0.0.1:$port" "$@" >"$BENCH_OUTPUT/$what.log" 2>&1 7>&- &
  SERVERS+=($!)
}
ready() { wait_until_ready "$1" "$2" 60 "the $3" || { tail -20 "$BENCH_OUTPUT/$3.log" >&2; fail "the $3 did not start (log: $BENCH_OUTPUT/$3.log)"; }; }

PORT="$(free_port 4300)"
export BASE="http://127.0.0.1:$PORT"
BASE_URL="$BASE" SITE_ROOT=target/site ALLOW_DEMO=false serve server "$PORT" "$BINARY" serve
ready "$BASE/readyz" "${SERVERS[0]}" server
PORT="$(free_port $((PORT + 1)))"
export BARE="http://127.0.0.1:$PORT"
SQL="$(node scripts/bench/bare-sql.mjs)" TASKS_SQL="$(node scripts/bench/bare-sql.mjs tasks)" serve bare "$PORT" "$BARE_TARGET/release/bench-bare"
ready "$BARE/ready" "${SERVERS[1]}" bare

CODE=0
SERVER_PID="${SERVERS[0]}" PROGRAM="$BINARY" DATABASE_URL="$URL" node scripts/bench/measure.mjs </dev/null 7>&- || CODE=$?
for server in "${SERVERS[@]}"; do kill -0 "$server" 2>/dev/null || { say "error: a server ended meanwhile (logs: $BENCH_OUTPUT/*.log)"; CODE=1; }; done
[ ! -f "$BENCH_REPORT" ] || say "The table is in target/bench.md."
exit "$CODE"

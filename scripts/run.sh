#!/usr/bin/env bash
# make run: from whatever state to a served demo. Ctrl+C stops everything that this command started.
# shellcheck source=scripts/env.sh
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
# shellcheck source=scripts/server.sh
source scripts/server.sh

choose_address run
scripts/setup.sh run
# Before the long build, not after it.
scripts/database.sh check
scripts/build.sh release

STOPPED=0
trap 'stop_servers; stop_database' EXIT
trap 'STOPPED=1; stop_servers' INT TERM HUP
start_database

export ADDRESS BASE_URL="${BASE_URL:-http://127.0.0.1:$PORT}" SITE_ROOT="${SITE_ROOT:-target/site}" ALLOW_DEMO="${ALLOW_DEMO:-true}"
export MAIL_FOLDER="${MAIL_FOLDER:-$ROOT/.data/mail}"
export FILES_FOLDER="${FILES_FOLDER:-$ROOT/.data/files}"
mkdir -p "$MAIL_FOLDER"
DATABASE_URL="$(scripts/database.sh served)"
export DATABASE_URL
BINARY="$TARGET/release/partner-center"

unless_stopped() { if [ "$STOPPED" = 1 ]; then say "Stopped."; exit 0; fi; fail "$1"; }
# With 1 the program has said itself, in one line, what is wrong.
unless_said() { if [ "$1" = 1 ] && [ "$STOPPED" = 0 ]; then exit 1; fi; unless_stopped "$2 (exit code $1)"; }
"$BINARY" migrate || unless_said $? "the database could not be brought up to date"
"$BINARY" demo || unless_said $? "the demo could not be loaded"
"$BINARY" serve &
SERVERS=($!)
if wait_until_ready "http://127.0.0.1:$PORT/readyz" "${SERVERS[0]}" 60 "the server"; then
  cat >&2 <<TEXT

  Partner Center: $BASE_URL

  Sign in as   mei     account manager            password for all:
               zhao    her supervisor             demo-partner-center
               grace   the company's administrator
               viktor  the vendor's operator
  Ctrl+C stops it.

TEXT
  wait "${SERVERS[0]}" || CODE=$?
elif [ "$STOPPED" = 0 ]; then
  CODE=1
  wait "${SERVERS[0]}" || CODE=$?
fi
unless_said "${CODE:-0}" "the server ended by itself"

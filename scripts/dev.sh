#!/usr/bin/env bash
# make dev: rebuilds and restarts at every change, on the same database as `make run`.
# shellcheck source=scripts/env.sh
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"
# shellcheck source=scripts/server.sh
source scripts/server.sh

choose_address dev
scripts/setup.sh dev
trap 'stop_database' EXIT
start_database
# The crate leptos is compiled by this: without it the watch below would begin by building everything once more.
export LEPTOS_WATCH=true
scripts/build.sh dev

LEPTOS_RELOAD_PORT="$(free_port 3101)"
export LEPTOS_RELOAD_PORT PAGE_RELOAD_PORT="$LEPTOS_RELOAD_PORT"
export LEPTOS_HASH_FILES=false ADDRESS BASE_URL="${BASE_URL:-http://127.0.0.1:$PORT}" SITE_ROOT=target/site-dev LEPTOS_SITE_ROOT=target/site-dev LEPTOS_SITE_ADDR="$ADDRESS" ALLOW_DEMO=true
export MAIL_FOLDER="${MAIL_FOLDER:-$ROOT/.data/mail}"
export FILES_FOLDER="${FILES_FOLDER:-$ROOT/.data/files}"
mkdir -p "$MAIL_FOLDER"
DATABASE_URL="$(scripts/database.sh served)"
export DATABASE_URL
"$TARGET/debug/partner-center" migrate
"$TARGET/debug/partner-center" demo
say "Sign in as mei, zhao, grace or viktor; password demo-partner-center. After a new migration start this again."
# cargo-leptos ends its server when it is interrupted, not when it is terminated.
cargo leptos watch &
WATCH=$!
trap 'kill -INT "$WATCH" 2>/dev/null || true' INT TERM HUP
wait "$WATCH" || true
wait "$WATCH" 2>/dev/null || true

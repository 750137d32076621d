#!/usr/bin/env bash
# The embedded PostgreSQL: a private cluster of this checkout, never the system's.
# With DATABASE_URL set, that server is used and nothing is started or stopped.
# CLUSTER=test: a second cluster for tests, journeys and the check of SQL data. It does not wait for the disk (fsync off: what
# a killed process wrote is kept, what a machine without power wrote is not) and nothing in it outlives a change of migrations.
#
#   start           start it (made at the first call), write .env
#   stop            stop it
#   status          running or not (exit code 0 or 3)
#   check           fail in one line when no usable PostgreSQL is there
#   served          the address of the database that make run and make dev serve
#   url [NAME]      the address of a database of that name (default: the development database)
#   fresh NAME      drop and create the database NAME
#   ensure NAME     create the database NAME unless it is there
#   drop NAME       drop the database NAME
#   psql [NAME] …   psql on it
#   template BINARY (CLUSTER=test) every database made from now on begins with the structure that BINARY migrates to
#   reset           delete the cluster with its databases, without CLUSTER both, after asking (YES=1: without)
# shellcheck source=scripts/env.sh
source "$(dirname "${BASH_SOURCE[0]}")/env.sh"

OLDEST=15
ROLE=partner_center
DEVELOPMENT=partner_center_dev   # checked SQL is compiled against it
DATABASES=(partner_center "$DEVELOPMENT")
CLUSTER="${CLUSTER:-}"
case "$CLUSTER" in "") KIND="" ;; test) KIND=-test DATABASES=("$DEVELOPMENT") ;; *) fail "CLUSTER is test, or not set" ;; esac
MARK="# written by scripts/database.sh; delete this line to keep your own values"

# A .env of the person's own counts like the environment.
if [ -z "${DATABASE_URL:-}" ] && [ -f .env ] && ! grep -qxF "$MARK" .env; then
  DATABASE_URL="$(sed -n 's/^DATABASE_URL=["'\'']\{0,1\}\([^"'\'']*\).*$/\1/p' .env | head -1)"
fi
ID="$(printf '%s' "$ROOT" | cksum | awk '{ printf "%08x", $1 }')"
if [ "$(id -u)" = 0 ]; then
  # initdb refuses root, and the postgres user may not be able to enter a checkout under a private home.
  OWNER=postgres
  MAIN_PLACE="/var/lib/partner-center-$ID"
  SOCKET="$MAIN_PLACE$KIND/socket"
else
  OWNER="$(id -un)"
  MAIN_PLACE="$ROOT/.data/postgres"
  SOCKET=/tmp
  # It may be named and not exist: su, a container.
  if [ -w "${XDG_RUNTIME_DIR:-/nowhere}" ]; then SOCKET="$XDG_RUNTIME_DIR"; fi
  SOCKET="$SOCKET/partner-center-$ID$KIND"
fi
PLACE="$MAIN_PLACE$KIND"
DATA="$PLACE/data"
LOG="$PLACE/log"

# An address of the embedded cluster that somebody exported is the embedded cluster again.
EXTERNAL="${DATABASE_URL:-}"
for place in "$MAIN_PLACE" "$MAIN_PLACE-test"; do
  if [ -n "$EXTERNAL" ] && [ -f "$place/password" ]; then
    case "$EXTERNAL" in "postgres://$ROLE:$(cat "$place/password")@127.0.0.1:$(cat "$place/port" 2>/dev/null)/"*) EXTERNAL="" ;; esac
  fi
done

as_owner() {
  if [ "$(id -u)" = 0 ]; then (cd / && runuser -u "$OWNER" -- "$@"); else "$@"; fi
}

# Sets BIN to the folder of the newest PostgreSQL, or of the one that made the cluster.
find_postgres() {
  local wanted="" newest="" folder major
  [ -f "$DATA/PG_VERSION" ] && wanted="$(cat "$DATA/PG_VERSION")"
  for folder in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin \
    "$(dirname "$(command -v postgres || echo /nowhere/postgres)")"; do
    [ -x "$folder/initdb" ] || continue
    major="$("$folder/postgres" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')"
    if [ -n "$wanted" ] && [ "$major" = "$wanted" ]; then BIN="$folder"; return; fi
    if [ -z "$newest" ] || [ "$major" -gt "$newest" ]; then newest="$major"; BIN="$folder"; fi
  done
  [ -n "$newest" ] || fail "no PostgreSQL server found; 'make setup' installs it (Debian: apt-get install postgresql)"
  [ -z "$wanted" ] || fail "the database in $DATA was made by PostgreSQL $wanted, which is not installed (found: $newest); install it, or 'make reset' to begin anew"
  [ "$newest" -ge "$OLDEST" ] || fail "PostgreSQL $newest is too old; $OLDEST or newer is needed"
}

# The cluster's own note of a running server: line 1 its process, line 4 the port, line 8 its state.
running() {
  local note=() process
  [ -f "$DATA/postmaster.pid" ] || return 1
  mapfile -t note <"$DATA/postmaster.pid" || return 1
  process="${note[0]:-}"
  [ -n "$process" ] && kill -0 "$process" 2>/dev/null || return 1
  # A small machine has no ps, another system no /proc.
  [[ "$(cat "/proc/$process/comm" 2>/dev/null || ps -p "$process" -o comm= 2>/dev/null)" == *postgres* ]] || return 1
  [ "${note[3]:-}" = "$(cat "$PLACE/port" 2>/dev/null)" ] && [[ "${note[7]:-}" == ready* ]]
}

embedded_url() { echo "postgres://$ROLE:$(cat "$PLACE/password")@127.0.0.1:$(cat "$PLACE/port")/$1"; }

url() {
  local name="${1:-}"
  if [ -z "$EXTERNAL" ]; then
    [ -f "$PLACE/port" ] || fail "the database was never started: scripts/database.sh start"
    embedded_url "${name:-$DEVELOPMENT}"
  elif [ -z "$name" ]; then
    echo "$EXTERNAL"
  else
    local query="" base="$EXTERNAL"
    case "$base" in *\?*) query="?${base#*\?}"; base="${base%%\?*}" ;; esac
    echo "${base%/*}/$name$query"
  fi
}

as_superuser() { as_owner "$BIN/psql" -X -q -v ON_ERROR_STOP=1 -h "$SOCKET" -p "$(cat "$PLACE/port")" -d postgres "$@"; }
client() { PGCONNECT_TIMEOUT=10 PGOPTIONS='-c client_min_messages=warning' psql -X -q -v ON_ERROR_STOP=1 "$@"; }

served() { if [ -n "${DATABASE_URL:-}" ]; then echo "$DATABASE_URL"; else embedded_url partner_center; fi; }
check() { if [ -n "$EXTERNAL" ]; then check_external; else find_postgres; fi; }

check_external() {
  case "$EXTERNAL" in postgres://* | postgresql://*) ;; *) fail "DATABASE_URL is not a PostgreSQL address like postgres://user:password@host:5432/database" ;; esac
  command -v psql >/dev/null || fail "psql is not installed; 'make setup' installs it"
  local answer version encoding creates
  answer="$(client "$EXTERNAL" -At -F ' ' -c "select current_setting('server_version_num'), getdatabaseencoding(), (select rolcreatedb or rolsuper from pg_roles where rolname = current_user)" 2>&1)" \
    || fail "the database of DATABASE_URL cannot be reached: $(head -1 <<<"${answer#psql: error: }")"
  read -r version encoding creates <<<"$answer"
  [ "$((version / 10000))" -ge "$OLDEST" ] || fail "the server of DATABASE_URL is PostgreSQL $((version / 10000)); $OLDEST or newer is needed"
  [ "$encoding" = UTF8 ] || fail "the database of DATABASE_URL has the encoding $encoding; UTF8 is needed"
  [ "$creates" = t ] || say "note: the role of DATABASE_URL may not create databases; tests need that"
}

make_cluster() {
  local output
  need_space "$PLACE" 1000
  say "Making the embedded database${CLUSTER:+ for tests} in $DATA (once, about 5 seconds) …"
  mkdir -p "$PLACE"
  rm -rf "${DATA:?}"
  if [ "$(id -u)" = 0 ]; then
    id "$OWNER" >/dev/null 2>&1 || fail "there is no user 'postgres' (initdb refuses root); 'make setup' installs PostgreSQL with it"
    chown "$OWNER" "$PLACE" && chmod 700 "$PLACE"
    mkdir -p "$ROOT/.data"
    ln -sfn "$PLACE" "$ROOT/.data/postgres$KIND"
  fi
  # Debian's default of the environment would be SQL_ASCII, in which Chinese search finds nothing.
  output="$(as_owner "$BIN/initdb" -D "$DATA" -E UTF8 --locale=C.UTF-8 -U "$OWNER" --auth-local=peer --auth-host=scram-sha-256 2>&1)" \
    || { rm -rf "${DATA:?}"; fail "initdb failed: $(grep -m1 -i 'error' <<<"$output" || tail -1 <<<"$output")"; }
  cat >>"$DATA/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
max_connections = 200
shared_buffers = 256MB
password_encryption = scram-sha-256
timezone = 'UTC'
log_timezone = 'UTC'
CONF
  # The tests make and drop hundreds of databases; waiting for the disk took most of their time. A process that is killed
  # loses nothing by it: what it wrote is in the system's memory.
  [ "$CLUSTER" != test ] || cat >>"$DATA/postgresql.conf" <<CONF
fsync = off
full_page_writes = off
synchronous_commit = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 2GB
checkpoint_timeout = 1h
autovacuum = off
CONF
  (umask 077 && head -c 18 /dev/urandom | base64 | tr '+/' 'ab' >"$PLACE/password")
  rm -f "$PLACE/populated" "$PLACE/template"
}

choose_port() {
  local port
  port="$(cat "$PLACE/port" 2>/dev/null || true)"
  if [ -n "${DATABASE_PORT:-}" ]; then
    port_taken "$DATABASE_PORT" && fail "port $DATABASE_PORT (DATABASE_PORT) is taken by another program"
    port="$DATABASE_PORT"
  elif [ -z "$port" ]; then
    port="$(free_port $((54000 + 0x$ID % 900 + ${#KIND} * 10)))"
  elif port_taken "$port"; then
    say "note: the database's port $port is taken by another program; taking another one"
    port="$(free_port $((port + 1)))"
  fi
  echo "$port" >"$PLACE/port"
}

populate() {
  as_superuser -v password="$(cat "$PLACE/password")" >/dev/null <<SQL
select 'create role $ROLE' where not exists (select from pg_roles where rolname = '$ROLE') \gexec
alter role $ROLE login createdb nosuperuser password :'password';
$(for name in "${DATABASES[@]}"; do
    echo "select 'create database $name owner $ROLE' where not exists (select from pg_database where datname = '$name') \\gexec"
  done)
SQL
  touch "$PLACE/populated"
}

write_env() {
  local line
  [ -z "$CLUSTER" ] || return 0
  line="DATABASE_URL=$(embedded_url "$DEVELOPMENT")"
  if [ -f .env ]; then
    grep -qxF "$MARK" .env || return 0
    grep -qxF "$line" .env && return 0
  fi
  printf '%s\n%s\n' "$MARK" "$line" >.env
  chmod 600 .env
}

start() {
  if [ -n "$EXTERNAL" ]; then check_external; return; fi
  if running && [ -f "$PLACE/populated" ]; then write_env; return; fi
  mkdir -p .data
  exec 9>.data/database.lock
  if command -v flock >/dev/null; then flock -w 60 9 || fail "another command has been starting the database for a minute (.data/database.lock)"; fi
  if running && [ -f "$PLACE/populated" ]; then write_env; return; fi
  find_postgres
  [ -f "$DATA/PG_VERSION" ] || make_cluster
  need_space "$PLACE" 200
  if ! running; then
    choose_port
    mkdir -p "$SOCKET" && chmod 700 "$SOCKET"
    [ "$(id -u)" != 0 ] || chown "$OWNER" "$SOCKET"
    [ -O "$SOCKET" ] || [ "$(id -u)" = 0 ] || fail "$SOCKET belongs to somebody else"
    [ "${#SOCKET}" -le 85 ] || fail "the folder for the socket has too long a path: $SOCKET"
    as_owner "$BIN/pg_ctl" start -w -t 60 -s -D "$DATA" -l "$LOG" \
      -o "-p $(cat "$PLACE/port") -c unix_socket_directories='$SOCKET'" >/dev/null 2>&1 9>&- \
      || fail "PostgreSQL did not start: $(grep -E 'FATAL|PANIC|ERROR' "$LOG" 2>/dev/null | tail -1) (log: $LOG)"
  fi
  local encoding
  encoding="$(as_superuser -At -c 'show server_encoding')" || fail "PostgreSQL runs but does not answer (log: $LOG)"
  [ "$encoding" = UTF8 ] || fail "the embedded database has the encoding $encoding instead of UTF8; 'make reset' makes it anew"
  [ -f "$PLACE/populated" ] || populate
  write_env
  exec 9>&-
}

stop() {
  [ -z "$EXTERNAL" ] || return 0
  [ -f "$DATA/postmaster.pid" ] || return 0
  find_postgres
  as_owner "$BIN/pg_ctl" stop -s -m fast -w -t 60 -D "$DATA" >/dev/null 2>&1 || ! running || fail "PostgreSQL did not stop (log: $LOG)"
}

status() {
  if [ -n "$EXTERNAL" ]; then check_external; echo "external: DATABASE_URL"; return; fi
  if running; then echo "running on port $(cat "$PLACE/port"), data in $DATA"; else echo "stopped"; return 3; fi
}

name_of() {
  [[ "${1:-}" =~ ^[a-z][a-z0-9_]{0,62}$ ]] || fail "a database name is needed (small letters, digits, underscores)"
}
# Databases are made and dropped from the maintenance database: none can drop the one it stands in.
drop() { name_of "$1"; client "$(url postgres)" -c "drop database if exists $1 with (force)"; }
create() { client "$(url postgres)" -c "create database $1 encoding 'UTF8' template template0"; }
fresh() { drop "$1"; create "$1"; }
ensure() {
  name_of "$1"
  [ "$(client "$(url)" -At -c "select count(*) from pg_database where datname = '$1'")" = 1 ] || create "$1"
}

# template1 is what `create database` copies, in `#[sqlx::test]` too. Made anew whenever the migrations differ.
template() {
  local wanted
  [ "$CLUSTER" = test ] && [ -z "$EXTERNAL" ] || return 0
  find_postgres
  wanted="$(cat migrations/*.sql | cksum)"
  if [ "$(cat "$PLACE/template" 2>/dev/null)" = "$wanted" ]; then return 0; fi
  rm -f "$PLACE/template"
  as_superuser >/dev/null <<SQL
alter database template1 is_template false;
drop database template1 with (force);
create database template1 owner $ROLE template template0 is_template true;
SQL
  DATABASE_URL="$(embedded_url template1)" "$1" migrate >&2 || fail "the migrations do not apply"
  printf '%s\n' "$wanted" >"$PLACE/template"
}

reset() {
  local answer
  [ -z "$EXTERNAL" ] || fail "DATABASE_URL is set: this command only resets the embedded database"
  if [ "${YES:-}" != 1 ]; then
    printf 'This deletes all data of the embedded database in %s. Type yes to go on: ' "$PLACE" >&2
    read -r answer || say ""
    [ "$answer" = yes ] || fail "nothing was deleted"
  fi
  stop
  if [ -z "$CLUSTER" ]; then CLUSTER=test YES=1 "${BASH_SOURCE[0]}" reset; fi
  if [ "$(id -u)" = 0 ]; then rm -f "$ROOT/.data/postgres$KIND"; fi
  rm -rf "${PLACE:?}"
  [ -z "$CLUSTER" ] || return 0
  if [ -f .env ] && grep -qxF "$MARK" .env; then rm -f .env; fi
  say "The embedded database is gone; the next command makes a new one."
}

case "${1:-}" in
  start | stop | status | check | served | reset) "$1" ;;
  url) url "${2:-}" ;;
  fresh | ensure | drop | template) start; "$1" "${2:-}" ;;
  psql)
    start
    name="${2:-$DEVELOPMENT}"
    if [ "$#" -gt 2 ]; then shift 2; else shift "$#"; fi
    exec psql "$(url "$name")" "$@"
    ;;
  *) sed -n '2,20s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 2 ;;
esac

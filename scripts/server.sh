# shellcheck shell=bash
# Sourced: starting and stopping what a command needs, so that it leaves nothing running that it started itself.

DATABASE_WAS_RUNNING=1
SERVERS=()

start_database() {
  scripts/database.sh status >/dev/null 2>&1 || DATABASE_WAS_RUNNING=0
  scripts/database.sh start
}

stop_database() {
  if [ "$DATABASE_WAS_RUNNING" = 0 ]; then DATABASE_WAS_RUNNING=1; scripts/database.sh stop; fi
}

stop_servers() {
  local server
  for server in "${SERVERS[@]}"; do kill -TERM "$server" 2>/dev/null || true; done
  for server in "${SERVERS[@]}"; do wait "$server" 2>/dev/null || true; done
  SERVERS=()
}

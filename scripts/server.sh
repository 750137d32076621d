# shellcheck shell=bash
# Sourced: starting and stopping what a command needs, so that it leaves nothing running that it started itself.

DATABASE_WAS_RUNNING=1
SERVERS=()

# choose_address COMMAND: sets ADDRESS and PORT, or says what is wrong with them.
choose_address() {
  ADDRESS="${ADDRESS:-127.0.0.1:3000}"
  ADDRESS="${ADDRESS/#localhost:/127.0.0.1:}"
  PORT="${ADDRESS##*:}"
  [[ "$ADDRESS" =~ ^([0-9.]+|\[[0-9a-fA-F:.]+\]):[0-9]{1,5}$ ]] && [ "$((10#$PORT))" -ge 1 ] && [ "$((10#$PORT))" -le 65535 ] \
    || fail "ADDRESS=$ADDRESS is not an IP address and a port; for example: make $1 ADDRESS=127.0.0.1:3000"
  if port_taken "$PORT"; then fail "port $PORT is taken by another program; stop it, or: make $1 ADDRESS=${ADDRESS%:*}:$(free_port $((PORT + 1)))"; fi
}

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

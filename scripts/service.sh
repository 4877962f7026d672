#!/usr/bin/env bash
# Runs a command of a service with the environment of the one that runs: scripts/service.sh [--data DIR] [--as-owner] NAME --check-figures
# For the Local host. --as-owner adds the owner's connection, as the service's migration step has it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

data=.run owner=''
while :; do
  case ${1:-} in
    --data) data=$2; shift 2 ;;
    --as-owner) owner=yes; shift ;;
    *) break ;;
  esac
done
[ $# -gt 1 ] || { echo "usage: scripts/service.sh [--data DIR] [--as-owner] NAME COMMAND..." >&2; exit 2; }
service=$1 folder=${1^}
shift

status=$data/status.json
[ -f "$status" ] || { echo "no platform runs on $data: $status is missing" >&2; exit 1; }
part() { sed -n "/\"$1\": {/,/}/s/.*\"$2\": \"\{0,1\}\([^\",]*\).*/\1/p" "$status" | head -1; }

mapfile -d '' -t settings <"/proc/$(part "$service" pid)/environ"
if [ -n "$owner" ]; then
  password=$(sed -n 's/.*"postgres-password": "\([^"]*\)".*/\1/p' "$data/secrets.json")
  port=$(part postgres tcp | sed 's/.*:\([0-9]*\).*/\1/')
  settings+=("ConnectionStrings__owner=Host=127.0.0.1;Port=$port;Username=postgres;Password=$password;Database=civ_$service")
fi
# Its traces would stand beside those of the service, and a port is not for two.
exec env -i "${settings[@]}" OTEL_EXPORTER_OTLP_ENDPOINT= dotnet "services/$folder/bin/Release/net10.0/CivPractice.$folder.dll" "$@" </dev/null

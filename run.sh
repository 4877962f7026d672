#!/usr/bin/env bash
# Starts the whole platform: installs what is missing, builds, starts, loads the demo data at the first start, says `ready URL`.
# Ctrl-C stops it. What happens when this script or the host is killed: docs/decisions/0003-local-host.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
source scripts/machine.sh

usage() {
  cat <<'USAGE'
usage: ./run.sh [options]
  --data DIR                    where everything is kept (default: .run)
  --port N                      the gateway's port (default: 8080)
  --no-demo                     without the demo data
  --orchestrator Aspire|Local   containers, or plain processes (default: what this machine can)
  --dashboard                   with the Aspire dashboard, which shows the traces (wants npm)
  --replicas NAME=N             several processes of one service (Local)
USAGE
}

demo=yes orchestrator='' dashboard='' options=() data='' port=''
while [ $# -gt 0 ]; do
  case $1 in --*=*) set -- "${1%%=*}" "${1#*=}" "${@:2}" ;; esac
  case $1 in
    --no-demo) demo=; shift; continue ;;
    --dashboard) dashboard=yes; shift; continue ;;
    --help|-h) usage; exit ;;
    --data|--port|--orchestrator|--replicas) [ $# -gt 1 ] || { echo "$1 wants a value" >&2; usage >&2; exit 2; } ;;
    *) echo "unknown option $1" >&2; usage >&2; exit 2 ;;
  esac
  case $1 in
    --data) data=$2; options+=(--data "$2") ;;
    --port) port=$2; options+=(--port "$2") ;;
    --replicas) options+=(--replicas "$2") ;;
    --orchestrator) orchestrator=$2 ;;
  esac
  shift 2
done
case $orchestrator in ''|Aspire|Local) ;; *) echo "--orchestrator is Aspire or Local" >&2; exit 2 ;; esac

container_runtime() {   # on the PATH proves nothing: it has to answer
  timeout 10 docker version --format '{{.Server.Version}}' >/dev/null 2>&1 || timeout 10 podman info >/dev/null 2>&1
}

choose_host() {
  if [ -n "$orchestrator" ]; then why='asked for'
  elif ! container_runtime; then orchestrator=Local why='no container runtime answers'
  elif ! dotnet restore CivPractice.AppHost -p:Orchestrator=Aspire -v quiet >/dev/null 2>&1; then orchestrator=Local why="Aspire's packages do not restore"
  else orchestrator=Aspire why='a container runtime answers and the packages restore'
  fi
  echo "host: $orchestrator ($why)"
}

newer_than() {   # FILE [TEST...]: the first source that is newer; a folder is, too, when something in it came or went
  find CivPractice.AppHost services demo Directory.* global.json \( -name bin -o -name obj \) -prune -o -newer "$@" -print -quit 2>&1 || true
}

# Nothing is built when nothing is newer than the last build.
build() {
  local stamp=CivPractice.AppHost/obj/run.$orchestrator.built
  [ -n "$(newer_than "$stamp")" ] || return 0
  echo "building"
  mkdir -p CivPractice.AppHost/obj
  touch "$stamp.begun"
  quietly dotnet build CivPractice.AppHost -c Release -p:Orchestrator="$orchestrator" -v quiet --nologo
  if [ -f demo/Demo.csproj ]; then quietly dotnet build demo -c Release -v quiet --nologo; fi
  # The first build makes bin and obj, which touches the folders that they are in.
  [ -n "$(newer_than "$stamp.begun" -type f)" ] || touch "$stamp.begun"
  mv "$stamp.begun" "$stamp"
}

stop() {
  stopping=yes
  [ -z "${loader:-}" ] || kill -TERM "$loader" 2>/dev/null || true
  [ -z "${HOST_PID:-}" ] || kill -TERM "$HOST_PID" 2>/dev/null || true
}

# Once for each data folder: the files are generated into it, and go in through the gateway.
load_demo() {
  [ -n "$demo" ] && [ -f demo/Demo.csproj ] || return 0
  local program=demo/bin/Release/net10.0/CivPractice.Demo.dll marker="$data/demo-loaded"
  if [ -f "$marker" ]; then return 0; fi
  # The list of counties is written last.
  if [ ! -f "$data/demo/counties.csv" ]; then
    echo "generating the demo data"
    dotnet "$program" generate --out "$data/demo" || return 1
  fi
  echo "loading the demo data, some minutes"
  setpriv --pdeathsig TERM -- dotnet "$program" load \
    --gateway "$1" --from "$data/demo" --secrets "$data/secrets.json" --accounts-out "$data/demo-accounts.txt" &
  loader=$!
  if wait "$loader"; then touch "$marker"; loader=
  else
    loader=
    [ -n "${stopping:-}" ] || echo "the demo data could not be loaded; the next start goes on from there" >&2
    return 1
  fi
}

is_ready() {
  if ! load_demo "$1"; then failed=1; stop; return; fi
  if [ -n "$demo" ] && [ -f "$data/demo-accounts.txt" ]; then
    echo "accounts (role, phone, password):"
    sed 's/^/  /' "$data/demo-accounts.txt"
  fi
  case "$orchestrator $dashboard" in
    Aspire*) echo "traces: http://127.0.0.1:18888" ;;
    *yes) echo "traces: $(sed -n 's/.*"dashboard": "\([^"]*\)".*/\1/p' "$data/status.json")" ;;
    *) echo "traces: not collected; ./run.sh --dashboard shows them" ;;
  esac
  echo "ready $1"
}

start_local() {
  need has_postgres postgresql has_rabbitmq rabbitmq-server
  if [ -n "$dashboard" ]; then
    if command -v npm >/dev/null; then options+=(--dashboard)
    else echo "no npm on this machine (apt-get install npm): going on without the dashboard"; dashboard=; fi
  fi
  build
  coproc HOST { exec setpriv --pdeathsig TERM -- dotnet CivPractice.AppHost/bin/Local/Release/net10.0/CivPractice.AppHost.dll "${options[@]}" 2>&1; }
}

answers() {   # the gateway's /health says 200
  exec 3<>"/dev/tcp/127.0.0.1/$1" && printf 'GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3 && grep -qm1 '^HTTP/1.1 200' <&3
}

start_aspire() {
  build
  data=$(realpath -m "${data:-.run}")
  mkdir -p "$data"
  port=${port:-8080}
  coproc HOST {
    export DOTNET_ENVIRONMENT=Development ASPIRE_ALLOW_UNSECURED_TRANSPORT=true ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS=true \
      ASPNETCORE_URLS=http://127.0.0.1:18888 ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://127.0.0.1:18889 \
      ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL=http://127.0.0.1:18890 ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL=http://127.0.0.1:18891 \
      OTEL_EXPORTER_OTLP_TIMEOUT=500 DcpPublisher__WaitForResourceCleanup=true
    host=$BASHPID
    (while kill -0 "$host" && ! answers "$port"; do sleep 0.5; done 2>/dev/null; echo "ready http://127.0.0.1:$port") &
    exec setpriv --pdeathsig TERM -- dotnet CivPractice.AppHost/bin/Aspire/Release/net10.0/CivPractice.AppHost.dll --data "$data" --port "$port" 2>&1
  }
}

main() {
  need_dotnet
  choose_host
  trap stop TERM INT HUP
  case $orchestrator in Local) start_local ;; Aspire) start_aspire ;; esac

  local line lines host=$HOST_PID
  failed=0
  exec {lines}<&"${HOST[0]}"
  while IFS= read -r line <&"$lines"; do
    case $line in
      "data "*) data=${line#data }; echo "$line" ;;
      "ready "*) is_ready "${line#ready }" ;;
      *) echo "$line" ;;
    esac
  done
  wait "$host" || failed=$?
  exit "$failed"
}

main   # in one piece: bash reads a script while it runs it, and this one may be changed meanwhile

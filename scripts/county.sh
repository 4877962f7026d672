#!/usr/bin/env bash
# Opens a county on a running platform, or takes one out of it with all its data. For the Local host; docs/operations.md has it for containers.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

usage() {
  cat >&2 <<'USAGE'
usage: scripts/county.sh open CODE NAME --office-name NAME --office-phone PHONE [--data DIR]
         opens the county and an account for its center office; prints the account's password once
       scripts/county.sh take-out CODE --to DIR [--erase] [--data DIR]
         writes all that the platform holds of the county into an empty folder, readable; with --erase it is gone from the platform then
  --data DIR   the running platform's data folder (default: .run)
USAGE
  exit 2
}

data=.run to='' erase='' office_name='' office_phone='' words=()
while [ $# -gt 0 ]; do
  case $1 in
    --data|--to|--office-name|--office-phone)
      [ $# -gt 1 ] || usage
      case $1 in --data) data=$2 ;; --to) to=$2 ;; --office-name) office_name=$2 ;; --office-phone) office_phone=$2 ;; esac
      shift 2 ;;
    --erase) erase=--erase; shift ;;
    -*) usage ;;
    *) words+=("$1"); shift ;;
  esac
done

status=$data/status.json
[ -f "$status" ] || { echo "no platform runs on $data: $status is missing" >&2; exit 1; }
secret() { sed -n "s/.*\"$1\": \"\([^\"]*\)\".*/\1/p" "$data/secrets.json"; }
address() { sed -n "/\"$1\": {/,/}/s/.*\"$2\": \"\{0,1\}\([^\",]*\).*/\1/p" "$status" | head -1; }

# ask TOKEN PATH BODY: posts to the gateway; a refusal is shown and ends it.
ask() {
  local answer code
  answer=$(curl -sS -w '\n%{http_code}' -H 'content-type: application/json' ${1:+-H "authorization: Bearer $1"} -d "$3" "$(address gateway http)$2")
  code=${answer##*$'\n'}
  if [ "$code" != 200 ]; then echo "$2: ${answer%$'\n'*}" >&2; return 1; fi
  echo "${answer%$'\n'*}"
}
field() { sed -n "s/.*\"$1\": *\"\([^\"]*\)\".*/\1/p" | head -1; }

open_county() {
  [ -n "$office_name" ] && [ -n "$office_phone" ] || usage
  local code=$1 name=$2 token person password
  token=$(ask '' /api/accounts:signIn "{\"phone\":\"10000000000\",\"password\":\"$(secret civ-operator-password)\"}" | field accessToken)
  ask "$token" /api/counties "{\"code\":\"$code\",\"name\":\"$name\"}" >/dev/null
  password=$(head -c 400 /dev/urandom | tr -dc 'abcdefghjkmnpqrstuvwxyz23456789' | head -c 16)
  person=$(ask "$token" /api/accounts "{\"name\":\"$office_name\",\"phone\":\"$office_phone\",\"password\":\"$password\"}" | field personId)
  ask "$token" /api/grants "{\"personId\":\"$person\",\"role\":\"center-office\",\"prefix\":\"$code\",\"from\":\"$(TZ=Asia/Shanghai date +%F)\"}" >/dev/null
  echo "$name ($code) is open: $(address gateway http)/c/$code"
  echo "center-office  $office_phone  $password"
  echo "Sign in, change the password, then import under 导入, in the order that the page shows."
}

take_out() {
  [ -n "$to" ] || usage
  mkdir -p "$to"
  chmod 700 "$to"   # people's data, readable
  local service
  # The gateway first: with the door closed nobody writes any more, and what is on its way arrives.
  for service in gateway organization volunteer activity lecture report; do
    if grep -q '"erased": true' "$to/$service/manifest.json" 2>/dev/null; then echo "$service: done already"; continue; fi
    rm -rf "${to:?}/$service"
    scripts/service.sh --data "$data" --as-owner "$service" --take-out "$1" --to "$(realpath "$to")" $erase
    if [ "$service" = gateway ] && [ -n "$erase" ]; then sleep 20; fi
  done
}

case ${words[0]:-}:${#words[@]} in
  open:3) open_county "${words[1]}" "${words[2]}" ;;
  take-out:2) take_out "${words[1]}" ;;
  *) usage ;;
esac

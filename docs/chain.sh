#!/usr/bin/env bash
# The main chain through the public REST API: one need from a resident's wish to credited hours and moved figures,
# each step by the one who does it in life. docs/api.md explains it.
#
#   docs/chain.sh [GATEWAY] [ACCOUNTS]
#
# GATEWAY is the address after `ready`; ACCOUNTS is the list of demo accounts that run.sh wrote. Needs curl, sed and grep, nothing else.
# It can be run again and again: each run carries a new need. It takes about 70 seconds, because a minute of service takes a minute.
set -euo pipefail

gateway=${1:-http://localhost:8080}
accounts=${2:-.run/demo-accounts.txt}
county=140322   # 盂县
city=140300     # 阳泉市
[ -r "$accounts" ] || { echo "no accounts at $accounts: give the file that run.sh wrote" >&2; exit 1; }

# --- small tools -------------------------------------------------------------------------------------------------

# api TOKEN PATH [BODY]: GET without a body, POST with one; the answer, or the fault and the end. An empty token is a visitor.
api() {
  local args=(-sS --fail-with-body --max-time 30) answer
  [ -z "$1" ] || args+=(-H "Authorization: Bearer $1")
  [ $# -lt 3 ] || args+=(-H 'Content-Type: application/json' -d "$3")
  answer=$(curl "${args[@]}" "$gateway$2") || { printf '  %s was refused: %s\n' "$2" "$answer" >&2; return 1; }
  printf '%s\n' "$answer"
}

# field NAME: the first text of that name in the JSON on the input. number NAME: the first whole number.
field() { grep -o "\"$1\": *\"[^\"]*\"" | sed -n '1{s/^[^:]*: *"//;s/"$//;p}'; }
number() { grep -o "\"$1\": *\"\{0,1\}-\{0,1\}[0-9]*" | sed -n '1{s/^[^:]*: *"\{0,1\}//;p}'; }

# sign_in ROLE WORD: the access token of the first demo account of the role whose purpose has the word in it.
sign_in() {
  local phone password
  read -r _ phone password _ < <(grep "^$1 " "$accounts" | grep -- "$2" | sed -n 1p) || { echo "no account: $1 $2" >&2; return 1; }
  api "" /api/accounts:signIn "{\"phone\":\"$phone\",\"password\":\"$password\"}" | field accessToken
}

# figure TOKEN PATH NAME: one figure; 0 where nothing has been counted yet.
figure() {
  local figures
  figures=$(api "$1" "$2") || return 1
  tr '{' '\n' <<<"$figures" | grep "\"indicator\": *\"$3\"" | number value || echo 0
}

indent() { sed 's/^/  /'; }
step() { printf '\n%s  %s\n' "$(date +%H:%M:%S)" "$*"; }

c=/api/c/$county
measures=(needs.posted needs.done needs.rated activities.completed attendances hours.minutes)

# --- who takes part ----------------------------------------------------------------------------------------------

step "Six people sign in"
clerk=$(sign_in station-clerk 锦隆社区)
office=$(sign_in center-office 盂县)
leader=$(sign_in team-leader 便民利民)
electrician=$(sign_in person 电工)
helper=$(sign_in person 队员)
coordinator=$(sign_in city-coordinator 市级)

site=$(api "" "$c/sites?tier=STATION&query=%E9%94%A6%E9%9A%86%E7%A4%BE%E5%8C%BA" | field code)
team=$(api "" "$c/teams?prefix=$site" | field id)
echo "  station $site, team $team"

step "Figures before"
declare -A county_before city_before
for m in "${measures[@]}"; do
  county_before[$m]=$(figure "$office" "$c/figures?prefix=$county" "$m")
  city_before[$m]=$(figure "$coordinator" "/api/c/$city/figures?prefix=1403" "$m")
  echo "  $m  county ${county_before[$m]}  city ${city_before[$m]}"
done

# --- the need ----------------------------------------------------------------------------------------------------

step "A visitor posts a need (点单): a number and a tracking code, no account"
need=$(api "" "$c/needs" "{\"site\":\"$site\",\"title\":\"灯不亮\",\"detail\":\"客厅的灯不亮,家有老人\",\"contactName\":\"测试居民\",\"contactPhone\":\"10012340001\",\"consent\":true}")
need_id=$(field id <<<"$need"); need_number=$(field number <<<"$need"); code=$(field trackingCode <<<"$need")
echo "  $need_number, tracking code $code"

step "The station clerk verifies it (核实)"
api "$clerk" "$c/needs/$need_id:verify" '{"note":"已电话核实"}' | field status | indent

step "The county office dispatches it to the team (派单)"
api "$office" "$c/needs/$need_id:dispatch" "{\"teamId\":\"$team\"}" | field status | indent

step "The leader accepts (接单)"
api "$leader" "$c/needs/$need_id:accept" '{}' | field status | indent

# --- the activity ------------------------------------------------------------------------------------------------

step "The leader makes an activity of it, with a risk notice and two posts, and publishes it"
starts=$(date -u -d '+15 seconds' +%FT%TZ); ends=$(date -u -d '+75 seconds' +%FT%TZ)
activity=$(api "$leader" "$c/activities" "{\"title\":\"上门修灯\",\"platform\":\"SCIENCE\",\"site\":\"$site\",\"teamId\":\"$team\",\"needId\":\"$need_id\",
  \"startsAt\":\"$starts\",\"endsAt\":\"$ends\",\"place\":\"锦隆社区\",\"riskNotice\":\"登高和用电作业:两人同行,先断电,戴绝缘手套。\",
  \"posts\":[{\"title\":\"电工\",\"capacity\":1,\"skill\":\"电工\"},{\"title\":\"帮手\",\"capacity\":1}]}" | tr -d '\n')
activity_id=$(field id <<<"$activity")
posts=${activity#*\"posts\":}
electric_post=$(field id <<<"$posts"); helper_post=$(field id <<<"${posts#*\"id\":}")
api "$leader" "$c/activities/$activity_id:publish" '{}' | field status | indent

step "Volunteers sign up (报名): the post 电工 wants the skill"
refusal=$(api "$helper" "$c/activities/$activity_id/signUps" "{\"postId\":\"$electric_post\",\"riskAccepted\":true}" 2>&1) && { echo "  not refused" >&2; exit 1; }
echo "  refused: $(field message <<<"$refusal")"
api "$electrician" "$c/activities/$activity_id/signUps" "{\"postId\":\"$electric_post\",\"riskAccepted\":true}" | field status | indent
api "$helper" "$c/activities/$activity_id/signUps" "{\"postId\":\"$helper_post\",\"riskAccepted\":true}" | field status | indent

step "They check in with the code of the day (签到)"
day_code=$(api "$leader" "$c/activities/$activity_id/checkInCode" | field code)
api "$electrician" "$c/activities/$activity_id/signUps:checkIn" "{\"code\":\"$day_code\"}" | field status | indent
checked_in=$(api "$helper" "$c/activities/$activity_id/signUps:checkIn" "{\"code\":\"$day_code\"}")
field status <<<"$checked_in" | indent; helper_id=$(field personId <<<"$checked_in")

step "They serve for a minute"
sleep 62

step "One checks out (签退); the other forgets, and the leader sets the minutes with a reason"
api "$electrician" "$c/activities/$activity_id/signUps:checkOut" "{\"code\":\"$day_code\"}" | number minutes | indent
api "$leader" "$c/activities/$activity_id/signUps:setMinutes" "{\"personId\":\"$helper_id\",\"minutes\":1,\"reason\":\"忘记签退,现场确认\"}" | number minutes | indent

step "The leader closes the list (结项)"
api "$leader" "$c/activities/$activity_id:complete" '{"attendees":1,"outcome":"灯修好了"}' | field status | indent

# --- what comes of it --------------------------------------------------------------------------------------------

step "Hours arrive in the ledger by event (时长)"
minutes=0
for who in "$electrician" "$helper"; do
  for try in $(seq 60); do
    entry=$(api "$who" "$c/me/hours" | tr '{' '\n' | grep "\"activityId\": *\"$activity_id\"" || true)
    [ -z "$entry" ] || break
    sleep 0.5
  done
  [ -n "$entry" ] || { echo "  no hours after 30 seconds" >&2; exit 1; }
  got=$(number minutes <<<"$entry"); minutes=$((minutes + got))
  echo "  $got minutes, grade $(field grade <<<"$entry")"
done

step "The visitor rates with the tracking code (评单), and sees every step"
api "" "$c/needs:rate" "{\"number\":\"$need_number\",\"trackingCode\":\"$code\",\"rating\":5,\"comment\":\"满意\"}" | grep -o '"note": *"[^"]*"' | sed 's/"note": */  /'

step "Figures after: county and city have moved by exactly that"
declare -A moved=([needs.posted]=1 [needs.done]=1 [needs.rated]=1 [activities.completed]=1 [attendances]=2 [hours.minutes]=$minutes)
wrong=0
for m in "${measures[@]}"; do
  in_county=$(( $(figure "$office" "$c/figures?prefix=$county" "$m") - county_before[$m] ))
  in_city=$(( $(figure "$coordinator" "/api/c/$city/figures?prefix=1403" "$m") - city_before[$m] ))
  echo "  $m  county +$in_county  city +$in_city"
  [ "$in_county" = "${moved[$m]}" ] && [ "$in_city" = "${moved[$m]}" ] || { echo "    expected +${moved[$m]}" >&2; wrong=1; }
done
[ $wrong = 0 ] && printf '\nThe chain is closed.\n' || { echo "figures differ (or somebody else works here too)" >&2; exit 1; }

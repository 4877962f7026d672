#!/usr/bin/env bash
# Installs what the tests need, builds once, runs every test project, and closes with `N passed, N failed, N skipped`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
source scripts/machine.sh

usage() { echo "usage: ./test.sh [--all] [PROJECT...]     --all: also what takes longer; PROJECT: a name below tests/, e.g. Volunteer.Tests"; }

all='' projects=()
for word in "$@"; do
  case $word in
    --all) all=yes ;;
    --help|-h) usage; exit ;;
    -*) usage >&2; exit 2 ;;
    *) projects+=("${word%/}") ;;
  esac
done
if [ ${#projects[@]} = 0 ]; then
  for folder in tests/*.Tests/; do projects+=("$(basename "$folder")"); done
fi

need_dotnet
need has_postgres postgresql has_rabbitmq rabbitmq-server has_chromium chromium has_cjk fonts-noto-cjk

started=$SECONDS
echo "building"
quietly dotnet build CivPractice.slnx -c Release -v quiet --nologo
echo "built in $((SECONDS - started)) s"

mkdir -p TestResults
rm -f TestResults/*.count
trap 'trap - INT TERM; kill 0; exit 130' INT TERM

number() { sed -n "s/.* $1: \([0-9]*\).*/\1/p" <<<"$2"; }

# run PROJECT: its log, one line on the screen, and what the sum at the end needs: `passed failed skipped behind` in TestResults/PROJECT.count
run() {
  local project=$1 log=TestResults/$1.log begun=$SECONDS note='' limit=3600 choice=() behind=0 slow code summary good bad skip
  local dll=(dotnet "tests/$project/bin/Release/net10.0/CivPractice.$project.dll")
  slow=$("${dll[@]}" -list tests -trait Category=Slow -noLogo -noColor 2>/dev/null | grep -c . || true)
  if [ -z "$all" ]; then limit=1500 choice=(-trait- Category=Slow) behind=$slow; fi
  timeout --kill-after=60 $limit "${dll[@]}" -noColor -noLogo "${choice[@]}" >"$log" 2>&1 && code=0 || code=$?
  summary=$(grep -E ' Total: [0-9]+, Errors: ' "$log" | tail -1 || true)
  if [ -z "$summary" ]; then
    bad=1 skip=0 good=0
    if [ $code = 124 ]; then echo "not done after $limit s" >>"$log"; fi
  else
    skip=$(( $(number Skipped "$summary") + $(number 'Not Run' "$summary") ))
    bad=$(( $(number Failed "$summary") + $(number Errors "$summary") ))
    good=$(( $(number Total "$summary") - $(number Failed "$summary") - skip ))
    if [ $code != 0 ] && [ $bad = 0 ] && [ "$good" != 0 ]; then bad=1; fi
  fi
  if [ "$behind" != 0 ]; then note=" ($behind more with --all)"; fi
  printf '%-24s %4d passed, %d failed, %d skipped, %4d s%s\n' "$project" "$good" "$bad" "$skip" $((SECONDS - begun)) "$note"
  if [ $bad != 0 ]; then grep -A 12 -E '\[FAIL\]' "$log" || tail -40 "$log"; fi
  if [ "$skip" != 0 ]; then grep -A 1 -E '\[SKIP\]' "$log" || true; fi
  echo "$good $bad $skip $behind" >"TestResults/$project.count"
}

# Two lanes side by side: those that start the whole stack and mostly wait for it, with one more so that both end at about the same time, and those of one service. With --all one after the other: what kills processes is measured alone.
lane() { for project in "$@"; do run "$project"; done; }
stack=() service=()
for project in "${projects[@]}"; do
  case $project in EndToEnd.Tests|Faults.Tests|AppHost.Tests|Demo.Tests|Report.Tests) stack+=("$project") ;; *) service+=("$project") ;; esac
done
if [ -n "$all" ]; then lane "${projects[@]}"
else
  lane "${stack[@]}" &
  lane "${service[@]}" &
  wait
fi

passed=0 failed=0 skipped=0 behind=0
for project in "${projects[@]}"; do
  if read -r good bad skip more <"TestResults/$project.count"; then passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + skip)) behind=$((behind + more))
  else echo "$project did not end"; failed=$((failed + 1)); fi
done
if [ $behind != 0 ]; then echo "$behind tests take longer and stand behind ./test.sh --all"; fi
echo "took $((SECONDS - started)) s; the logs are in TestResults/"
echo "$passed passed, $failed failed, $skipped skipped"
[ $failed = 0 ] && [ $passed != 0 ]

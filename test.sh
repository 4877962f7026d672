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
passed=0 failed=0 skipped=0 behind=0
trap 'exit 130' INT TERM

number() { sed -n "s/.* $1: \([0-9]*\).*/\1/p" <<<"$2"; }

for project in "${projects[@]}"; do
  run=(dotnet "tests/$project/bin/Release/net10.0/CivPractice.$project.dll")
  log=TestResults/$project.log
  begun=$SECONDS
  slow=$("${run[@]}" -list tests -trait Category=Slow -noLogo -noColor 2>/dev/null | grep -c . || true)
  if [ -n "$all" ]; then limit=3600 choice=()
  else limit=900 choice=(-trait- Category=Slow); behind=$((behind + slow)); fi
  timeout --kill-after=60 $limit "${run[@]}" -noColor -noLogo "${choice[@]}" >"$log" 2>&1 && code=0 || code=$?
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
  passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + skip))
  note=''
  if [ -z "$all" ] && [ "$slow" != 0 ]; then note=" ($slow more with --all)"; fi
  printf '%-24s %4d passed, %d failed, %d skipped, %4d s%s\n' "$project" "$good" "$bad" "$skip" $((SECONDS - begun)) "$note"
  if [ $bad != 0 ]; then grep -A 12 -E '\[FAIL\]' "$log" || tail -40 "$log"; fi
  if [ "$skip" != 0 ]; then grep -A 1 -E '\[SKIP\]' "$log" || true; fi
done

if [ $behind != 0 ]; then echo "$behind tests take longer and stand behind ./test.sh --all"; fi
echo "took $((SECONDS - started)) s; the logs are in TestResults/"
echo "$passed passed, $failed failed, $skipped skipped"
[ $failed = 0 ] && [ $passed != 0 ]

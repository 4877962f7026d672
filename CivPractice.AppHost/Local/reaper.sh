# reaper.sh MARK SECONDS: stands by until its input closes, that is until the host is gone, however it went.
# Every child then has its death signal; whatever still carries the mark after SECONDS is killed.
exec >/dev/null 2>&1
marked() { grep -lzxF "CIV_STACK=$1" /proc/[0-9]*/environ 2>/dev/null | cut -d/ -f3; }
trap '' TERM INT HUP
read -r _
for _ in $(seq "$2"); do
  [ -n "$(marked "$1")" ] || exit 0
  sleep 1
done
for pid in $(marked "$1"); do kill -KILL "$pid"; done

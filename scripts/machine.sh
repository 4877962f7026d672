# What the machine must have; sourced by run.sh and test.sh.

has_dotnet()   { dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; }
has_postgres() { ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1; }
has_rabbitmq() { [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ]; }
has_chromium() { command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; }
has_cjk()      { ls /usr/share/fonts/*/*/NotoSansCJK* >/dev/null 2>&1; }

# install PACKAGE...: as root or with sudo; else says the command and stops.
install() {
  local root=()
  if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null || ! { sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; }; }; then
      echo "missing: $*. Install with" >&2
      echo "  apt-get update && apt-get install -y --no-install-recommends $*" >&2
      exit 1
    fi
    root=(sudo)
  fi
  if ! command -v apt-get >/dev/null; then
    echo "missing: $*, and this machine has no apt-get to install them with" >&2
    exit 1
  fi
  echo "installing $*"
  # The stack runs servers of its own: those of the packages need not start now.
  local rule=/usr/sbin/policy-rc.d made=
  if [ ! -e $rule ]; then printf '#!/bin/sh\nexit 101\n' | "${root[@]}" tee $rule >/dev/null; "${root[@]}" chmod +x $rule; made=yes; fi
  local done_well=0
  { "${root[@]}" apt-get update -qq && "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >/tmp/apt.$$ 2>&1 || done_well=$?
  if [ -n "$made" ]; then "${root[@]}" rm -f $rule; fi
  if [ $done_well != 0 ]; then tail -20 /tmp/apt.$$ >&2; rm -f /tmp/apt.$$; echo "could not install $*" >&2; exit 1; fi
  rm -f /tmp/apt.$$
}

# need CHECK PACKAGE ...: installs the packages whose check fails, all at once.
need() {
  local missing=()
  while [ $# -gt 0 ]; do "$1" || missing+=("$2"); shift 2; done
  [ ${#missing[@]} = 0 ] || install "${missing[@]}"
}

need_dotnet() {
  has_dotnet && return
  echo "the .NET 10 SDK is missing: https://dotnet.microsoft.com/download/dotnet/10.0" >&2
  exit 1
}

# quietly COMMAND...: what it writes is shown only if it fails; and then we stop.
quietly() {
  local said
  said=$(mktemp)
  if "$@" >"$said" 2>&1; then rm -f "$said"; return; fi
  cat "$said" >&2
  rm -f "$said"
  exit 1
}

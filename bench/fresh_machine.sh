#!/bin/sh
# Time the two commands on a machine that has nothing: a new Debian 12 with python3, python3-venv and git only,
# a clone of the last commit, and an empty home. Needs root and debootstrap; changes nothing outside its own folder.
#
#   bench/fresh_machine.sh [demo|test|both] [FOLDER]
#
# The package index, certificate and proxy of this machine's pip are lent to the new one while it runs. FOLDER is kept
# when it is given, and its Debian is used again with a fresh clone; otherwise everything is made anew and removed.
set -eu

what=${1:-both}
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
kept=${2:-}
place=${kept:-$(mktemp -d "${TMPDIR:-/tmp}/huiyin-fresh-XXXXXX")}
mkdir -p "$place"
system=$place/debian
port=8391
demo_pid=

say() { printf '%s\n' "$*"; }
seconds() { date +%s.%N; }
since() { awk -v from="$1" -v to="$(seconds)" 'BEGIN { printf "%.1f s", to - from }'; }

stop_demo() {
  [ -n "$demo_pid" ] || return 0
  # The shell that was started wrote its own number down and then became the demo.
  kill -TERM "$(cat "$system/srv/demo.pid")" 2>/dev/null || :
  wait "$demo_pid" 2>/dev/null || :
  demo_pid=
}

finish() {
  stop_demo
  for mounted in dev/shm dev proc; do
    ! mountpoint -q "$system/$mounted" || umount "$system/$mounted"
  done
  [ -n "$kept" ] || rm -rf --one-file-system "$place"
}
trap finish EXIT
trap 'exit 130' INT TERM

mirror() { awk '$1 == "URIs:" { print $2; exit } $1 == "deb" { print $2; exit }' /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list 2>/dev/null; }

make_system() {
  began=$(seconds)
  debootstrap --variant=minbase --include=python3,python3-venv,git bookworm "$system" "$(mirror)" >"$place/debootstrap.log" 2>&1 ||
    { tail -n 5 "$place/debootstrap.log"; exit 1; }
  say "debian 12 made: $(since "$began")"
}

lend_settings() {
  cp /etc/resolv.conf /etc/hosts "$system/etc/"
  mkdir -p "$system/etc/ssl/certs"
  cp "${PIP_CERT:-/etc/ssl/certs/ca-certificates.crt}" "$system/etc/ssl/certs/lent.crt"
  mountpoint -q "$system/proc" || mount -t proc proc "$system/proc"
  mountpoint -q "$system/dev" || mount --bind /dev "$system/dev"
  mkdir -p "$system/dev/shm"
  mountpoint -q "$system/dev/shm" || mount -t tmpfs tmpfs "$system/dev/shm"
}

# Nothing of this machine's environment goes in but where pip finds packages.
inside() {
  env -i PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin HOME=/srv/home LANG=C.UTF-8 TERM=dumb \
    PIP_CERT=/etc/ssl/certs/lent.crt \
    ${PIP_INDEX_URL:+PIP_INDEX_URL="$PIP_INDEX_URL"} ${PIP_PROXY:+PIP_PROXY="$PIP_PROXY"} \
    ${https_proxy:+https_proxy="$https_proxy"} ${HTTPS_PROXY:+HTTPS_PROXY="$HTTPS_PROXY"} \
    chroot "$system" "$@"
}

clone() {
  rm -rf "$system/srv/home" "$system/srv/source.git" "$system/srv/a clone"
  mkdir -p "$system/srv/home"
  git clone -q --bare "$root" "$system/srv/source.git"
  inside git clone -q /srv/source.git "/srv/a clone"
  say "commit: $(git -C "$root" log -1 --format='%h %s')"
  say "installed: $(inside dpkg-query -W python3 python3-venv git | tr '\t\n' ' ,')"
}

# One run of the demo from the command to the first page, then Ctrl-C.
time_demo() {
  began=$(seconds)
  inside sh -c "cd '/srv/a clone' && echo \$\$ >/srv/demo.pid && exec ./huiyin demo --no-browser --port $port" >"$place/demo.log" 2>&1 &
  demo_pid=$!
  until grep -q "http://127.0.0.1:$port" "$place/demo.log"; do
    kill -0 "$demo_pid" 2>/dev/null || { say "the demo ended by itself:"; tail -n 20 "$place/demo.log"; exit 1; }
    sleep 0.2
  done
  say "$1: $(since "$began")"
  say "pages: $(page /healthz) $(page / 2>&1 | tail -n 1)"
  began=$(seconds)
  stop_demo
  say "stopped: $(since "$began")"
  ! grep -a -l "a clone/.venv" /proc/[0-9]*/cmdline 2>/dev/null || { say "something is still running"; exit 1; }
}

page() {
  inside /srv/a\ clone/.venv/bin/python -c 'import sys, urllib.request as u; print(sys.argv[1], u.urlopen(sys.argv[1]).status)' \
    "http://127.0.0.1:$port$1"
}

command -v debootstrap >/dev/null || { say "the package debootstrap is missing: apt-get install debootstrap"; exit 1; }
[ -x "$system/usr/bin/git" ] || make_system
lend_settings
clone
case $what in demo | both)
  time_demo "./huiyin demo, cold"
  cat "$place/demo.log"
  time_demo "./huiyin demo, again"
  ;;
esac
case $what in test | both)
  began=$(seconds)
  code=0
  inside sh -c "cd '/srv/a clone' && ./huiyin test" >"$place/test.log" 2>&1 || code=$?
  tail -n 25 "$place/test.log"
  say "./huiyin test, exit code $code: $(since "$began")"
  exit "$code"
  ;;
esac

#!/bin/sh
# The one command: ./huiyin VERB …  Makes .venv from the locks when they changed, then hands over to Python.
# The check before every run is one file comparison, so that quick verbs stay quick.
set -eu

self=$(readlink -f -- "$0" 2>/dev/null) || self=$0
here=$(CDPATH='' cd -- "$(dirname -- "$self")" && pwd -P)
venv=$here/.venv
locks=$here/requirements

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$1"
  say "$2"
  exit 1
}

up_to_date() { [ -x "$venv/bin/python" ] && cmp -s "$locks/$1.lock" "$venv/$1.lock.installed"; }

find_python() {
  for name in python3 python3.14 python3.13 python3.12 python3.11; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
      command -v "$name"
      return
    fi
  done
  if command -v python3 >/dev/null 2>&1; then
    fail "这台机器上的 Python 太旧，需要 3.11 以上：请升级系统软件包 python3（Debian 12 起自带）。" \
      "The Python on this machine is too old, 3.11 or later is needed: upgrade the system package python3 (Debian 12 or later has it)."
  fi
  fail "缺少系统软件包 python3，请先安装：apt-get install python3 python3-venv" \
    "The system package python3 is missing, install it first: apt-get install python3 python3-venv"
}

make_venv() {
  [ -x "$venv/bin/python" ] && "$venv/bin/python" -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && return
  python=$(find_python)
  "$python" -c 'import ensurepip, venv' >/dev/null 2>&1 ||
    fail "缺少系统软件包 python3-venv，请先安装：apt-get install python3-venv" \
      "The system package python3-venv is missing, install it first: apt-get install python3-venv"
  say "正在准备运行环境 .venv …  (making .venv)"
  "$python" -m venv --clear "$venv" ||
    fail "无法建立 $venv，请检查磁盘空间和目录权限。" "Could not make $venv: check the free space and the directory's permissions."
}

# Reads pip's lines, shows one line for each part, keeps the rest in a log, and ends as pip ended.
show_progress() {
  number=0
  while IFS= read -r line; do
    printf '%s\n' "$line" >>"$2"
    case $line in
      "Collecting "*)
        number=$((number + 1))
        name=${line#Collecting }
        say "  [$number/$1] ${name%%[ =<>;[]*}"
        ;;
      "Processing "*)
        # The same from a folder of packages, as an office without internet has.
        number=$((number + 1))
        name=${line%% (from*}
        say "  [$number/$1] ${name##*/}"
        ;;
      "Installing collected "*) say "  正在写入磁盘 …  (writing to disk)" ;;
      "pip ended 0") return 0 ;;
      "pip ended "*) return 1 ;;
    esac
  done
  return 1
}

install() {
  total=$(grep -c '^[A-Za-z0-9]' "$locks/$1.lock")
  log=$venv/install-$1.log
  : >"$log"
  say "正在安装 $2（$total 个组件，逐个核对哈希）…  (installing $total packages, each checked against its hash)"
  {
    "$venv/bin/python" -m pip install --disable-pip-version-check --no-input --progress-bar off \
      --require-hashes -r "$locks/$1.lock" 2>&1 && ended=0 || ended=$?
    printf 'pip ended %s\n' "$ended"
  } | show_progress "$total" "$log" || {
    grep -i 'error' "$log" | tail -n 3 >&2 || :
    fail "安装没有完成。请检查网络或 pip 镜像设置后再运行一次；全部输出在 $log" \
      "The installation did not finish. Check the network or pip's mirror setting and run again; the whole output is in $log"
  }
  cp "$locks/$1.lock" "$venv/$1.lock.installed"
}

ensure() {
  up_to_date "$1" && return
  # Two commands started together take turns; the second then finds the work done.
  if command -v flock >/dev/null 2>&1; then
    exec 9<"$locks"
    flock 9
  fi
  up_to_date "$1" || {
    make_venv
    install "$1" "$2"
  }
  exec 9<&-
}

ensure run "运行组件"
[ "${1-}" != test ] || ensure test "测试组件"

home=$here
[ ! -d "$here/src/huiyin" ] || home=$here/src
PYTHONPATH=$home${PYTHONPATH:+:$PYTHONPATH}
export PYTHONPATH
exec "$venv/bin/python" -P -m huiyin.cli "$@"

#!/bin/bash
# A Spark standalone cluster on this machine for as long as one command runs: a master and two workers, all on 127.0.0.1.
#
#     deploy/spark/standalone.sh [--port 7077] [--workers 2] [--cores 1] [--memory 2g] -- COMMAND …
#
# The command finds the master in HUIYIN_SPARK_MASTER. Whatever way it ends, master and workers are ended by their process
# ids and nothing of them stays behind. Spark comes with requirements/spark.lock, or is where SPARK_HOME says.
set -euo pipefail

here=$(cd -- "$(dirname -- "$(readlink -f -- "$0")")/../.." && pwd -P)
port=7077 workers=2 cores=1 memory=2g

fail() {
  printf '%s\n%s\n' "$1" "$2" >&2
  exit 2
}

while [ $# -gt 0 ]; do
  case $1 in
    --port) port=$2 && shift 2 ;;
    --workers) workers=$2 && shift 2 ;;
    --cores) cores=$2 && shift 2 ;;
    --memory) memory=$2 && shift 2 ;;
    --) shift && break ;;
    *) fail "看不懂 $1，用法见这个文件的开头。" "Not understood: $1; usage stands at the top of this file." ;;
  esac
done
[ $# -gt 0 ] || fail "请在 -- 后面写要运行的命令。" "Say which command to run after --."

python=${PYTHON:-$here/.venv/bin/python}
home=${SPARK_HOME:-$("$python" -c 'import pyspark; print(pyspark.__path__[0])' 2>/dev/null)} ||
  fail "没有装 Spark：pip install --require-hashes -r requirements/spark.lock" "Spark is not installed: see requirements/spark.lock."

# Only its owner may look in: the secret that lets processes into this cluster lies here.
room=$(umask 077 && mktemp -d -t huiyin-spark-XXXXXX)
pids=()
# shellcheck disable=SC2317  # Called by the trap.
clean_up() {
  trap - EXIT
  for ((at = ${#pids[@]} - 1; at >= 0; at--)); do kill "${pids[at]}" 2>/dev/null || true; done
  for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
  rm -rf "$room"
}
trap clean_up EXIT
trap 'exit 130' INT TERM HUP

mkdir "$room/conf" "$room/work"
cat >"$room/conf/spark-defaults.conf" <<CONF
spark.authenticate                true
spark.authenticate.secret         $(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')
spark.master.rest.enabled         false
spark.executor.memory             $memory
spark.executor.cores              $cores
spark.cores.max                   $((workers * cores))
spark.local.dir                   $room/work
spark.scheduler.minRegisteredResourcesRatio  1.0
CONF
export SPARK_HOME=$home SPARK_CONF_DIR=$room/conf SPARK_LOCAL_IP=127.0.0.1 SPARK_DAEMON_MEMORY=512m
export HUIYIN_SPARK_MASTER=spark://127.0.0.1:$port

begin() {
  local name=$1
  shift
  # spark-class becomes Java, so this is Java's own process id.
  "$home/bin/spark-class" "$@" >"$room/$name.log" 2>&1 </dev/null &
  pids+=($!)
}

# until_said TIMES WORDS: waits until the master's log has the words so often.
until_said() {
  for _ in $(seq 240); do
    [ "$(grep -c -- "$2" "$room/master.log" || true)" -lt "$1" ] || return 0
    for pid in "${pids[@]}"; do
      kill -0 "$pid" 2>/dev/null || { tail -n 20 "$room"/*.log >&2 && fail "Spark 没有启动。" "Spark did not start."; }
    done
    sleep 0.5
  done
  tail -n 20 "$room"/*.log >&2
  fail "Spark 两分钟内没有启动。" "Spark did not start within two minutes."
}

begin master org.apache.spark.deploy.master.Master --host 127.0.0.1 --port "$port" --webui-port "$((port + 1))"
until_said 1 "New state: ALIVE"
for number in $(seq "$workers"); do
  begin "worker-$number" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --webui-port "$((port + 1 + number))" \
    --cores "$cores" --memory "$memory" --work-dir "$room/work" "$HUIYIN_SPARK_MASTER"
done
until_said "$workers" "Registering worker"
printf 'Spark %s：%s 个工作节点 workers，每个 %s 核 cores、%s\n' "$HUIYIN_SPARK_MASTER" "$workers" "$cores" "$memory" >&2

# In the background, so that a signal is heard while it runs.
"$@" <&0 &
pids+=($!)
wait "$!"

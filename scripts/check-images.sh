#!/usr/bin/env bash
# Starts the images that scripts/build-images.sh built with buildah, each as its own user on a read-only root, against the
# servers of ./run, and measures them. scripts/check-images.sh --help
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

usage() {
  cat <<'END'
Starts each image from its root file system as user 10001 on a read-only root, against the servers of ./run, which it starts
for that on ports of its own. Runs init from the image, asks the probes, stops the service, and prints a table.

  scripts/check-images.sh [--tag TAG] [--patience SECONDS] [--without-cache]

Needs Linux, root, buildah with the images in it (scripts/build-images.sh) and a JDK 17 or newer for ./run; no Docker.
--patience is how long a service, or ./run, may take to start (180). --without-cache leaves the AOT cache unused, to compare.
Exit code: 0 all is well, 1 a check failed.
END
}

fail() {
  echo "check-images: $1" >&2
  exit 1
}

tag=dev
patience=180
cache=true
while [ $# -gt 0 ]; do
  case $1 in
    --help | -h)
      usage
      exit 0
      ;;
    --tag)
      tag=${2:?--tag needs a value}
      shift
      ;;
    --patience)
      patience=${2:?--patience needs a value}
      shift
      ;;
    --without-cache) cache=false ;;
    *)
      echo "check-images: $1 is no option; --help lists them" >&2
      exit 2
      ;;
  esac
  shift
done
[ "$(id -u)" = 0 ] || fail "root is needed, to mount the root file systems read-only"
for tool in buildah unshare chroot curl; do
  command -v $tool >/dev/null || fail "$tool is missing. Debian and Ubuntu: apt install buildah util-linux coreutils curl"
done
export STORAGE_DRIVER=${STORAGE_DRIVER:-vfs}

work=$(mktemp -d)
containers=()
processes=()
cleanup() {
  local process container
  for process in "${processes[@]}"; do
    kill "$process" 2>/dev/null || true
  done
  wait
  for container in "${containers[@]}"; do
    buildah umount "$container" >/dev/null 2>&1 || true
    buildah rm "$container" >/dev/null 2>&1 || true
  done
  rm -rf "$work"
}
trap cleanup EXIT

# now: milliseconds.
now() {
  echo $(($(date +%s%N) / 1000000))
}

# await PORT PATH PROCESS: until it answers 200; fails when the process has ended or the patience has.
await() {
  local end=$(($(now) + patience * 1000))
  until [ "$(curl --silent --output /dev/null --max-time 5 --write-out '%{http_code}' "http://127.0.0.1:$1$2")" = 200 ]; do
    kill -0 "$3" 2>/dev/null && [ "$(now)" -lt $end ] || return 1
    sleep 0.1
  done
}

# Ports apart from the usual ones, so that another ./run may go on.
start_servers() {
  echo "Starting the servers of ./run"
  "$root/run" --data "$work/data" --port app=18080 --port notification=18081 --port dlq=18082 --port mailbox=18025 \
    --port smtp=11025 --port github=18090 --port broker=19092 --port registry=18085 --port database=37017 \
    >"$work/run.log" 2>&1 </dev/null &
  servers=$!
  processes+=("$servers")
  await 18082 /actuator/health/readiness "$servers" || {
    tail -n 20 "$work/run.log" >&2
    fail "./run did not start within $patience s"
  }
}

# mount_image SERVICE: its root file system, in $folder.
mount_image() {
  local container
  container=$(buildah from "localhost/elch/$1:$tag") || fail "there is no image elch/$1:$tag: run scripts/build-images.sh"
  containers+=("$container")
  folder=$(buildah mount "$container")
}

config() {
  buildah inspect --type image --format "{{$2}}" "localhost/elch/$1:$tag"
}

# in_image FOLDER COMMAND...: replaces this shell by the command, in the image, as its user, with a root that is read-only.
in_image() {
  local folder=$1
  shift
  # shellcheck disable=SC2016 # the inner shell expands them
  exec unshare --mount bash -c '
    set -e
    folder=$1
    shift
    mount --make-rprivate /
    mount --bind "$folder" "$folder"
    mount -t proc proc "$folder/proc"
    mount --bind /dev "$folder/dev"
    mount -t tmpfs -o mode=1777 tmpfs "$folder/tmp"
    mount -o remount,ro,bind "$folder"
    exec chroot --userspec=10001:10001 "$folder" env -i -C /app PATH=/usr/local/bin:/usr/bin:/bin "$@"
  ' in-image "$folder" "$@"
}

environment_of() {
  printf '%s\n' SPRING_KAFKA_BOOTSTRAPSERVERS=127.0.0.1:19092 ELCH_REGISTRY_URL=http://127.0.0.1:18085/apis/registry/v3 \
    SPRING_MONGODB_URI=mongodb://127.0.0.1:37017/images SERVER_ADDRESS=127.0.0.1 \
    ELCH_DISPUTELINK_KEYS_IMAGES=bm90IGEgc2VjcmV0OiBmb3IgdHJ5aW5nIGl0IG9ubHk= \
    "JAVA_TOOL_OPTIONS=-XX:+UseSerialGC -Xmx192m -XX:+ExitOnOutOfMemoryError"
  case $1 in
    auth-service) printf '%s\n' ELCH_GITHUB_CLIENT_ID=images ELCH_GITHUB_CLIENT_SECRET=images ;;
    notification-service)
      printf '%s\n' ELCH_PROVIDER_PRIMARY=log-only ELCH_MAIL_FROM=no-reply@elch.example \
        ELCH_MAIL_APPURL=http://localhost:18080 ELCH_INTAKE_GROUP=images
      ;;
    dlq-service) printf '%s\n' ELCH_DLQ_CONSUMERGROUP=images ;;
  esac
}

check_labels() {
  [ "$(config "$1" '.OCIv1.Config.User')" = 10001:10001 ] || fail "elch/$1 does not run as user 10001"
  [ "$(config "$1" 'index .OCIv1.Config.Labels "org.opencontainers.image.title"')" = "$1" ] ||
    fail "elch/$1 has no label for its name"
  [ -n "$(config "$1" 'index .OCIv1.Config.Labels "org.opencontainers.image.revision"')" ] ||
    fail "elch/$1 has no label for its revision"
}

check_init() {
  echo "Running init"
  mount_image dlq-service
  (in_image "$folder" SPRING_KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:19092 ELCH_REGISTRY_URL=http://127.0.0.1:18085/apis/registry/v3 \
    java -XX:TieredStopAtLevel=1 -Dlogback.configurationFile=logback-deployment.xml -cp "lib/*" \
    dev.elch.contract.deployment.Deployment) || fail "init failed"
}

# check SERVICE PORT: starts it, asks its probes, stops it, and adds a line to the table.
check() {
  local begin ready process memory user code=0 variables arguments
  check_labels "$1"
  mount_image "$1"
  mapfile -t variables < <(environment_of "$1")
  mapfile -t arguments < <(buildah inspect --type image --format '{{range .OCIv1.Config.Entrypoint}}{{.}}{{"\n"}}{{end}}' \
    "localhost/elch/$1:$tag" | sed '/^$/d')
  if [ $cache = false ]; then mapfile -t arguments < <(printf '%s\n' "${arguments[@]}" | sed '/^-XX:AOTCache=/d'); fi
  begin=$(now)
  (in_image "$folder" "${variables[@]}" "SERVER_PORT=$2" "${arguments[@]}") >"$work/$1.log" 2>&1 &
  process=$!
  processes+=("$process")
  await "$2" /actuator/health/readiness "$process" || {
    tail -n 30 "$work/$1.log" >&2
    fail "elch/$1 was not ready within $patience s"
  }
  ready=$(($(now) - begin))
  await "$2" /actuator/health/liveness "$process" || fail "elch/$1 does not say that it is alive"
  user=$(awk '/^Uid:/ { print $2 }' "/proc/$process/status")
  [ "$user" = 10001 ] || fail "elch/$1 runs as user $user"
  ! touch "/proc/$process/root/app/written" 2>/dev/null || fail "the root of elch/$1 can be written"
  memory=$(awk '/^VmRSS:/ { print int($2 / 1024) }' "/proc/$process/status")
  begin=$(now)
  kill -TERM "$process"
  wait "$process" || code=$?
  [ $code = 143 ] || [ $code = 0 ] || fail "elch/$1 ended with exit code $code"
  printf '| %s | %d.%d s | %d MB | %d.%d s |\n' "$1" $((ready / 1000)) $((ready % 1000 / 100)) "$memory" \
    $((($(now) - begin) / 1000)) $((($(now) - begin) % 1000 / 100)) >>"$work/table"
}

start_servers
check_init
check auth-service 28080
check notification-service 28081
check dlq-service 28082
echo "| service | ready after | memory then (RSS) | stopped after |"
echo "|---|---|---|---|"
cat "$work/table"

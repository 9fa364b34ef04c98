#!/usr/bin/env bash
# Builds the images of the three services. scripts/build-images.sh --help
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

usage() {
  cat <<'END'
Builds the images elch/auth-service, elch/notification-service and elch/dlq-service with Docker or, where no Docker engine
answers, with buildah.

  scripts/build-images.sh [options] [SERVICE...]

  --tag TAG         tag of the images (dev)
  --base IMAGE      image to build on, with Java 25 and bash; pin it by digest for a release
                    (docker.io/library/eclipse-temurin:25-jre-noble)
  --debian-base     makes such a base from Debian's packages and the JDK 25 of JAVA25_HOME or /usr/lib/jvm, where no image
                    registry is within reach; needs root, buildah and mmdebstrap
  --keep-jars       does not build the jars anew
END
}

wrong() {
  echo "build-images: $1" >&2
  exit 2
}

tag=dev
base=
debian=false
jars=true
services=()
while [ $# -gt 0 ]; do
  case $1 in
    --help | -h)
      usage
      exit 0
      ;;
    --tag | --base)
      [ $# -ge 2 ] || wrong "$1 needs a value"
      if [ "$1" = --tag ]; then tag=$2; else base=$2; fi
      shift
      ;;
    --debian-base) debian=true ;;
    --keep-jars) jars=false ;;
    auth-service | notification-service | dlq-service) services+=("$1") ;;
    *) wrong "$1 is no option and no service; --help lists them" ;;
  esac
  shift
done
[ ${#services[@]} -gt 0 ] || services=(auth-service notification-service dlq-service)

find_engine() {
  if [ $debian = false ] && docker info >/dev/null 2>&1; then
    engine=docker
  elif command -v buildah >/dev/null; then
    engine=buildah
    # Works as root in a container too, where overlays and namespaces may be missing.
    export STORAGE_DRIVER=${STORAGE_DRIVER:-vfs}
  else
    wrong "neither a Docker engine nor buildah is here. Debian and Ubuntu: apt install buildah"
  fi
}

find_jdk25() {
  local home
  for home in "${JAVA25_HOME:-}" /usr/lib/jvm/*25*; do
    if [ -x "$home/bin/java" ] && grep -q '^JAVA_VERSION="25' "$home/release" 2>/dev/null; then
      jdk=$home
      return
    fi
  done
  wrong "there is no JDK 25 for the base: set JAVA25_HOME to one"
}

make_debian_base() {
  base=localhost/elch-base:25
  if buildah inspect --type image "$base" >/dev/null 2>&1; then
    echo "Using the base $base that is there; delete it to make a new one: buildah rmi $base"
    return
  fi
  command -v mmdebstrap >/dev/null || wrong "mmdebstrap is missing. Debian and Ubuntu: apt install mmdebstrap"
  find_jdk25
  echo "Making the base $base from Debian's packages and $jdk"
  local container folder
  container=$(buildah from scratch)
  folder=$(buildah mount "$container")
  mmdebstrap --quiet --variant=minbase --include=ca-certificates bookworm - | tar -C "$folder" -x
  mkdir -p "$folder/opt/java"
  tar -C "$jdk" --exclude=./man --exclude=./include --exclude=./jmods --exclude=./lib/src.zip -c . |
    tar -C "$folder/opt/java" -x
  ln -s /opt/java/bin/java "$folder/usr/local/bin/java"
  buildah umount "$container" >/dev/null
  buildah commit --quiet "$container" "$base" >/dev/null
  buildah rm "$container" >/dev/null
}

build() {
  local arguments=(
    --file "$root/deploy/images/Dockerfile"
    --tag "elch/$1:$tag"
    --build-arg "SERVICE=$1"
    --build-arg "VERSION=$version"
    --build-arg "REVISION=$revision"
    --build-arg "CREATED=$created"
  )
  [ -z "$base" ] || arguments+=(--build-arg "BASE=$base")
  echo "Building elch/$1:$tag with $engine"
  local command=(docker build)
  [ $engine = docker ] || command=(buildah bud --isolation chroot)
  if ! "${command[@]}" "${arguments[@]}" "$root" >"$log" 2>&1; then
    tail -n 60 "$log" >&2
    echo "build-images: elch/$1 was not built; above is the end of what the build said" >&2
    exit 1
  fi
}

find_engine
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if [ $jars = true ]; then
  echo "Building the jars"
  (cd "$root" && ./mvnw -q -B -ntp -Dquick package -pl "$(IFS=, && echo "${services[*]}")" -am)
fi
[ $debian = false ] || make_debian_base
version=$(sed -n 's:^  <version>\(.*\)</version>$:\1:p' "$root/pom.xml" | head -n 1)
# Those of the commit, so that building it again gives the same labels.
revision=$(git -C "$root" rev-parse HEAD)
created=$(git -C "$root" log -1 --format=%cI)
for service in "${services[@]}"; do
  build "$service"
done

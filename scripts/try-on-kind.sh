#!/usr/bin/env bash
# Installs Elch with its servers in a cluster that is thrown away, and tries it. scripts/try-on-kind.sh --help
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

usage() {
  cat <<'END'
Makes a Kubernetes cluster with kind, builds the images into it, installs Kafka, MongoDB, a schema registry and Mailpit beside the
chart with values-ci.yaml, and runs helm test and scripts/smoke-test.sh against it; then upgrades, and takes all away again.

  scripts/try-on-kind.sh [--keep] [--keep-jars]

  --keep        leaves the cluster, to look around: kubectl --context kind-elch --namespace elch get pods
  --keep-jars   does not build the jars anew

Needs Docker, kind, kubectl, helm and a JDK 17.
END
}

readonly cluster=elch namespace=elch
# That of values-ci.yaml.
readonly token=elch-ci-smoke-test

fail() {
  echo "try-on-kind: $1" >&2
  exit 1
}

keep=false
build_options=()
for argument in "$@"; do
  case $argument in
    --help | -h)
      usage
      exit 0
      ;;
    --keep) keep=true ;;
    --keep-jars) build_options+=(--keep-jars) ;;
    *)
      echo "try-on-kind: $argument is no option; --help lists them" >&2
      exit 2
      ;;
  esac
done

for tool in docker kind kubectl helm; do
  command -v "$tool" >/dev/null || fail "$tool is missing"
done
docker info >/dev/null 2>&1 || fail "no Docker engine answers"
! kind get clusters 2>/dev/null | grep -qx "$cluster" || fail "there is a cluster $cluster already: kind delete cluster --name $cluster"

in_cluster() {
  kubectl --context "kind-$cluster" --namespace "$namespace" "$@"
}

forwards=()
clean_up() {
  local code=$? pid
  for pid in "${forwards[@]}"; do kill "$pid" 2>/dev/null || true; done
  if [ $code -ne 0 ]; then
    in_cluster get pods --output wide >&2 || true
    in_cluster get events --sort-by=.lastTimestamp 2>/dev/null | tail -n 30 >&2 || true
    in_cluster logs --selector app.kubernetes.io/instance=elch --tail 60 --prefix >&2 || true
  fi
  [ $keep = true ] || kind delete cluster --name "$cluster" >/dev/null 2>&1 || true
  exit $code
}
trap clean_up EXIT

# forward SERVICE LOCAL-PORT: makes a service of the cluster answer on loopback.
forward() {
  in_cluster port-forward "service/$1" "$2:80" >/dev/null &
  forwards+=($!)
  local tries=30
  until curl -s -o /dev/null "http://127.0.0.1:$2/"; do
    tries=$((tries - 1))
    [ $tries -gt 0 ] || fail "$1 does not answer on port $2"
    sleep 1
  done
}

install_chart() {
  helm upgrade --install elch "$root/deploy/helm/elch" --kube-context "kind-$cluster" --namespace "$namespace" \
    --values "$root/deploy/helm/elch/values-ci.yaml" --wait --timeout 10m "$@" >/dev/null
}

"$root/scripts/build-images.sh" --tag ci "${build_options[@]}"
kind create cluster --name "$cluster" --wait 120s
for service in auth-service notification-service dlq-service; do
  kind load docker-image --name "$cluster" "elch/$service:ci"
done

kubectl --context "kind-$cluster" create namespace "$namespace" >/dev/null
in_cluster apply --filename "$root/deploy/kind/servers.yaml" >/dev/null
in_cluster wait --for=condition=Available deployment --all --timeout 600s >/dev/null
echo "servers are up"

install_chart
echo "installed"
helm test elch --kube-context "kind-$cluster" --namespace "$namespace" --logs
forward elch-notification 18081
forward elch-dlq 18082
ELCH_TOKEN=$token "$root/scripts/smoke-test.sh" --jobs http://127.0.0.1:18081 --dead-letters http://127.0.0.1:18082 --patience 120

install_chart --set-string 'auth.podAnnotations.elch\.dev/upgraded=yes'
helm test elch --kube-context "kind-$cluster" --namespace "$namespace"
echo "upgraded"
helm uninstall elch --kube-context "kind-$cluster" --namespace "$namespace" --wait >/dev/null
left=$(in_cluster get deployments,services,configmaps,secrets,jobs --selector app.kubernetes.io/instance=elch --output name)
[ -z "$left" ] || fail "helm uninstall left $left"
echo "uninstalled, nothing is left"

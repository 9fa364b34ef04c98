#!/usr/bin/env bash
# Installs, upgrades, rolls back and uninstalls the chart on a real Kubernetes API server. scripts/chart-on-api-server.sh --help
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
chart=$root/deploy/helm/elch
kubernetes=1.33.5
helm_version=v3.22.0

usage() {
  cat <<END
Tries the chart on an API server of Kubernetes $kubernetes, with each values profile, in a namespace that enforces the pod
security standard "restricted": every object is accepted with strict field validation, install, upgrade, rollback and
uninstall go through, and every pod that the chart makes would be admitted. Nothing runs: there are no nodes.

  scripts/chart-on-api-server.sh [PROFILE...]     profiles: minimal, ci, production (all)

Needs Linux, etcd (Debian and Ubuntu: apt install etcd-server), kubectl, openssl, and kube-apiserver and helm. Those two are
taken from the PATH or from \$ELCH_TOOLS (~/.cache/elch-tools); where they are in neither, they are built there with Go 1.24 or
newer, which takes ten minutes the first time.

Objects of operators (KEDA, Prometheus operator, cert-manager) are accepted whatever their fields are: the script registers
their kinds without a schema. Exit code: 0 all is well, 1 a check failed.
END
}

profiles=()
while [ $# -gt 0 ]; do
  case $1 in
    --help | -h)
      usage
      exit 0
      ;;
    minimal | ci | production) profiles+=("$1") ;;
    *)
      echo "chart-on-api-server: $1 is no profile; --help lists them" >&2
      exit 2
      ;;
  esac
  shift
done
[ ${#profiles[@]} -gt 0 ] || profiles=(minimal ci production)

fail() {
  echo "chart-on-api-server: $1" >&2
  exit 1
}

tools=${ELCH_TOOLS:-$HOME/.cache/elch-tools}
PATH=$PATH:$tools

build_api_server() {
  local folder version=v$kubernetes modules
  folder=$(mktemp -d)
  echo "Building kube-apiserver $kubernetes into $tools; this takes ten minutes"
  (
    cd "$folder"
    export GOFLAGS=-mod=mod
    # Kubernetes names its own modules by folder; outside of its repository they are modules of the same release.
    modules=$(go mod download -json "k8s.io/kubernetes@$version" | sed -n 's/.*"GoMod": "\(.*\)".*/\1/p')
    {
      printf 'module elch.dev/api-server\n\ngo 1.24.0\n\nrequire k8s.io/kubernetes %s\n\n' "$version"
      sed -n "s:^[[:space:]]*\(k8s.io/[a-z-]*\) => ./staging/.*:replace \1 => \1 v0.${version#v1.}:p" "$modules"
    } >go.mod
    printf '//go:build tools\n\npackage tools\n\nimport _ "k8s.io/kubernetes/cmd/kube-apiserver"\n' >tools.go
    go mod tidy
    # Without a version of its own it says v0.0.0, and Helm refuses it.
    go build -o "$tools/" -ldflags "-X k8s.io/component-base/version.gitVersion=$version \
      -X k8s.io/component-base/version.gitMajor=1 -X k8s.io/component-base/version.gitMinor=33" k8s.io/kubernetes/cmd/kube-apiserver
  )
  rm -rf "$folder"
}

find_tools() {
  local tool
  mkdir -p "$tools"
  for tool in etcd kubectl openssl curl; do
    command -v $tool >/dev/null || fail "$tool is missing; --help says what is needed"
  done
  for tool in kube-apiserver helm; do
    command -v $tool >/dev/null || command -v go >/dev/null || fail "$tool is missing, and there is no Go to build it with"
  done
  command -v kube-apiserver >/dev/null || build_api_server
  command -v helm >/dev/null || GOBIN=$tools go install "helm.sh/helm/v3/cmd/helm@$helm_version"
}

work=$(mktemp -d)
processes=()
cleanup() {
  local process
  for process in "${processes[@]}"; do
    kill "$process" 2>/dev/null || true
  done
  wait
  rm -rf "$work"
}
trap cleanup EXIT

free_port() {
  local port
  for port in $(shuf -i 20000-29999 -n 50); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || {
      echo "$port"
      return
    }
  done
  fail "found no free port"
}

start_api_server() {
  local clients peers api token
  clients=$(free_port)
  peers=$(free_port)
  api=$(free_port)
  token=$(openssl rand -hex 16)
  etcd --data-dir "$work/etcd" --listen-client-urls "http://127.0.0.1:$clients" --advertise-client-urls "http://127.0.0.1:$clients" \
    --listen-peer-urls "http://127.0.0.1:$peers" --initial-advertise-peer-urls "http://127.0.0.1:$peers" \
    --initial-cluster "default=http://127.0.0.1:$peers" >"$work/etcd.log" 2>&1 &
  processes+=($!)
  openssl genrsa -out "$work/key" 2048 2>/dev/null
  echo "$token,admin,admin,system:masters" >"$work/tokens"
  kube-apiserver --etcd-servers="http://127.0.0.1:$clients" --bind-address=127.0.0.1 --secure-port="$api" --cert-dir="$work/certificates" \
    --service-account-key-file="$work/key" --service-account-signing-key-file="$work/key" \
    --service-account-issuer=https://kubernetes.local --token-auth-file="$work/tokens" --authorization-mode=RBAC \
    --service-cluster-ip-range=10.0.0.0/24 >"$work/api-server.log" 2>&1 &
  processes+=($!)
  export KUBECONFIG=$work/kubeconfig
  kubectl config set-cluster local --server="https://127.0.0.1:$api" --insecure-skip-tls-verify=true >/dev/null
  kubectl config set-credentials admin --token="$token" >/dev/null
  kubectl config set-context local --cluster=local --user=admin >/dev/null
  kubectl config use-context local >/dev/null
  local end=$((SECONDS + 180))
  until kubectl get --raw /readyz >/dev/null 2>&1; do
    if [ $SECONDS -ge $end ] || ! kill -0 "${processes[-1]}" 2>/dev/null; then
      tail -n 20 "$work/api-server.log" >&2
      fail "the API server did not start"
    fi
    sleep 0.5
  done
  echo "API server $(kubectl version -o json | sed -n '/serverVersion/,$ s/.*"gitVersion": "\(.*\)".*/\1/p') is ready after $SECONDS s"
}

# register GROUP VERSION KIND PLURAL: a kind whose fields are not checked.
register() {
  kubectl apply --filename - >/dev/null <<END
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: $4.$1
spec:
  group: $1
  scope: Namespaced
  names:
    kind: $3
    listKind: $3List
    plural: $4
    singular: ${3,,}
  versions:
    - name: $2
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          x-kubernetes-preserve-unknown-fields: true
END
  kubectl wait --for=condition=Established --timeout=60s "crd/$4.$1" >/dev/null
}

register_operators() {
  register keda.sh v1alpha1 ScaledObject scaledobjects
  register keda.sh v1alpha1 TriggerAuthentication triggerauthentications
  register monitoring.coreos.com v1 ServiceMonitor servicemonitors
  register monitoring.coreos.com v1 PrometheusRule prometheusrules
  register cert-manager.io v1 Certificate certificates
}

make_namespace() {
  kubectl create namespace "$1" >/dev/null
  kubectl label namespace "$1" pod-security.kubernetes.io/enforce=restricted pod-security.kubernetes.io/enforce-version=v1.33 \
    >/dev/null
  # Without a controller manager there is none.
  kubectl --namespace "$1" create serviceaccount default >/dev/null
}

# A check that cannot fail is none: both refusals have to happen.
check_that_the_server_is_strict() {
  make_namespace strict
  ! printf 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: misspelt}\ndaat: {}\n' |
    kubectl --namespace strict create --validate=strict --dry-run=server --filename - >/dev/null 2>&1 ||
    fail "the API server takes a field that does not exist"
  ! printf 'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: i}]}\n' |
    kubectl --namespace strict create --dry-run=server --filename - >/dev/null 2>&1 ||
    fail "the API server takes a pod that the standard restricted forbids"
}

# admit_pod NAMESPACE OWNER TEMPLATE: a pod as the owner's controller would create it.
admit_pod() {
  local template=${3/\"metadata\":\{/\"metadata\":\{\"name\":\"admitted\",}
  printf '{"apiVersion":"v1","kind":"Pod",%s' "${template#\{}" |
    kubectl --namespace "$1" create --validate=strict --dry-run=server --filename - >/dev/null ||
    fail "the pod of $2 is not admitted"
}

# hooks NAMESPACE OUTPUT: the objects of all hooks, as the API server would create them.
hooks() {
  helm get hooks elch --namespace "$1" |
    kubectl --namespace "$1" create --validate=strict --dry-run=server --filename - --output "$2"
}

# admit_pods NAMESPACE: every pod of a Deployment, that of the init job, and the one of helm test.
admit_pods() {
  local deployment count=0
  for deployment in $(kubectl --namespace "$1" get deployments --output name); do
    admit_pod "$1" "$deployment" "$(kubectl --namespace "$1" get "$deployment" --output 'jsonpath={.spec.template}')"
    count=$((count + 1))
  done
  hooks "$1" name >"$work/hooks" || fail "an object of a hook is refused"
  grep -q '^job.batch/elch-init$' "$work/hooks" || fail "there is no init job"
  admit_pod "$1" "the init job" "$(hooks "$1" 'jsonpath={.spec.template}')"
  echo "  $count pods, the one of the init job and the one of helm test are admitted"
}

# annotation NAMESPACE: what the upgrade sets, on auth-service.
annotation() {
  kubectl --namespace "$1" get deployment elch-auth --output 'jsonpath={.spec.template.metadata.annotations.elch\.dev/upgraded}'
}

try_profile() {
  local namespace=profile-$1 values=$chart/values-$1.yaml left
  echo "$1"
  make_namespace "$namespace"
  helm template elch "$chart" --namespace "$namespace" --values "$values" --kube-version $kubernetes --no-hooks |
    kubectl --namespace "$namespace" create --validate=strict --dry-run=server --filename - >"$work/objects" ||
    fail "an object is refused"
  echo "  $(wc -l <"$work/objects") objects are accepted with strict validation"
  # No controller here would run the init job.
  helm install elch "$chart" --namespace "$namespace" --values "$values" --no-hooks >/dev/null
  echo "  installed"
  admit_pods "$namespace"
  helm upgrade elch "$chart" --namespace "$namespace" --values "$values" --no-hooks \
    --set-string 'auth.podAnnotations.elch\.dev/upgraded=yes' >/dev/null
  [ "$(annotation "$namespace")" = yes ] || fail "the upgrade did not reach auth-service"
  echo "  upgraded"
  helm rollback elch 1 --namespace "$namespace" --no-hooks >/dev/null
  [ -z "$(annotation "$namespace")" ] || fail "the rollback did not reach auth-service"
  echo "  rolled back"
  helm uninstall elch --namespace "$namespace" --no-hooks >/dev/null
  left=$(kubectl --namespace "$namespace" get deployments,services,configmaps,secrets,serviceaccounts,networkpolicies,ingresses,poddisruptionbudgets,horizontalpodautoscalers,scaledobjects,triggerauthentications,servicemonitors,prometheusrules,certificates \
    --selector app.kubernetes.io/instance=elch --output name)
  [ -z "$left" ] || fail "helm uninstall left $left"
  echo "  uninstalled, nothing is left"
}

find_tools
start_api_server
register_operators
check_that_the_server_is_strict
for profile in "${profiles[@]}"; do
  try_profile "$profile"
done
echo "The chart passed with: ${profiles[*]}"

#!/usr/bin/env bash
# Tries a running Elch from outside: enqueue, status, idempotency, rate limit, dead letters. scripts/smoke-test.sh --help
# smoke-test.ps1 is the same for PowerShell: a test compares the calls and expectations of the two.
set -uo pipefail

usage() {
  cat <<'END'
Tries a running Elch from outside: enqueue, status, idempotency, rate limit, dead letters.

  ELCH_TOKEN=... scripts/smoke-test.sh [options]

ELCH_TOKEN is an API token with the role operator, known to notification-service and dlq-service (./run prints one).

  --url URL            one address for both services, such as that of an ingress
  --jobs URL           notification-service (http://localhost:8081)
  --dead-letters URL   dlq-service (http://localhost:8082)
  --address MAIL       who gets the test mails (smoke-test@example.com); as many as the rate limit allows go there
  --quota N            mails that a user may get in an hour (10, elch.quota.mails)
  --patience SECONDS   how long a mail may take (60)

Exit code: 0 all is well, 1 a check failed, 2 the command line is wrong.
END
}

wrong() {
  echo "smoke-test: $1" >&2
  exit 2
}

jobs=http://localhost:8081
dlq=http://localhost:8082
address=smoke-test@example.com
quota=10
patience=60
while [ $# -gt 0 ]; do
  case $1 in
    --help | -h)
      usage
      exit 0
      ;;
    --url | --jobs | --dead-letters | --address | --quota | --patience) [ $# -ge 2 ] || wrong "$1 needs a value" ;;
    *) wrong "$1 is no option; --help lists them" ;;
  esac
  case $1 in
    --url) jobs=${2%/} dlq=${2%/} ;;
    --jobs) jobs=${2%/} ;;
    --dead-letters) dlq=${2%/} ;;
    --address) address=$2 ;;
    --quota) quota=$2 ;;
    --patience) patience=$2 ;;
  esac
  shift 2
done
[ -n "${ELCH_TOKEN:-}" ] || wrong "ELCH_TOKEN is not set: an API token with the role operator"
case $quota in '' | 0 | *[!0-9]*) wrong "--quota $quota is no number of mails" ;; esac
case $patience in '' | *[!0-9]*) wrong "--patience $patience is no number of seconds" ;; esac
case $address in *[\"\\]*) wrong "--address $address is no plain mail address" ;; esac
command -v curl >/dev/null || wrong "curl is not installed"

run=smoke-$(date +%s)-$$
failures=0
token=$ELCH_TOKEN
key=
status=
answer=

# call SERVICE METHOD PATH [BODY]: sends one request; leaves its status and its answer behind.
call() {
  local base=$jobs reply arguments=(--silent --show-error --max-time 20 --write-out '\n%{http_code}' --request "$2")
  [ "$1" = dlq ] && base=$dlq
  [ -n "$key" ] && arguments+=(--header "Idempotency-Key: $key")
  [ $# -ge 4 ] && arguments+=(--header 'Content-Type: application/json' --data-binary "$4")
  # The token comes by a file: command lines can be read by every user of this machine.
  if [ -n "$token" ]; then
    reply=$(curl --config - "${arguments[@]}" "$base$3" <<<"header = \"Authorization: Bearer $token\"" 2>&1)
  else
    reply=$(curl "${arguments[@]}" "$base$3" 2>&1)
  fi
  status=${reply##*$'\n'}
  answer=${reply%$'\n'*}
  answer=${answer%$'\n'}
}

# expect WHAT STATUS [TEXT]: compares the last answer.
expect() {
  if [ "$status" = "$2" ] && [[ $answer == *"${3:-}"* ]]; then
    echo "  ok      $1"
  else
    echo "  FAILED  $1: expected $2 ${3:-}, got $status $answer"
    failures=$((failures + 1))
  fi
}

echo "Elch smoke test: jobs at $jobs, dead letters at $dlq, run $run"

echo "enqueue"
key=$run
call jobs POST "/api/jobs/signin-notification" "{\"userId\":\"$run:1\",\"email\":\"$address\"}"
expect "a job is taken in" 202 "\"jobId\":\"$run\""
key=
token=
call jobs POST "/api/jobs/signin-notification" "{\"userId\":\"$run:1\",\"email\":\"$address\"}"
expect "without a token it is not" 401 ""
token=$ELCH_TOKEN
call jobs POST "/api/jobs/signin-notification" "{\"userId\":\"$run:1\",\"email\":\"no address\"}"
expect "a wrong address is named" 400 "\"field\":\"email\""

echo "status"
deadline=$((SECONDS + patience))
while :; do
  call jobs GET "/api/jobs/$run"
  [[ $answer == *'"status":"completed"'* || $SECONDS -ge $deadline ]] && break
  sleep 0.5
done
expect "the mail was handed to a provider" 200 "\"status\":\"completed\""
call jobs GET "/api/jobs/$run-unknown"
expect "an unknown job is not found" 404 ""

echo "idempotency"
key=$run
call jobs POST "/api/jobs/signin-notification" "{\"userId\":\"$run:1\",\"email\":\"$address\"}"
expect "the same job again is the one that exists" 409 "urn:elch:problem:job-exists"
call jobs POST "/api/jobs/signin-notification" "{\"userId\":\"$run:2\",\"email\":\"$address\"}"
expect "another job with the same key is refused" 409 "urn:elch:problem:key-reused"
key=

echo "rate limit"
taken=0
for number in $(seq $((2 * quota))); do
  key=$run-limit-$number
  call jobs POST "/api/jobs/signin-notification" "{\"userId\":\"$run:limit\",\"email\":\"$address\"}"
  [ "$status" = 202 ] || break
  taken=$((taken + 1))
done
expect "one user is limited" 429 "urn:elch:problem:over-quota"
key=
if [ "$taken" -ge "$quota" ]; then
  echo "  ok      not before $quota jobs ($taken were taken in)"
else
  echo "  FAILED  not before $quota jobs: $taken were taken in"
  failures=$((failures + 1))
fi

echo "dead letters"
call dlq GET "/api/admin/dlq?limit=1"
expect "they are listed" 200 "etters\":["
call dlq GET "/api/admin/dlq/groups"
expect "their causes are listed" 200 "{"
call dlq GET "/api/admin/dlq/$run~0"
expect "an unknown one is not found" 404 ""
token=
call dlq GET "/api/admin/dlq?limit=1"
expect "without a token they are not" 401 ""

if [ "$failures" -gt 0 ]; then
  echo "$failures checks failed"
  exit 1
fi
echo "All is well"

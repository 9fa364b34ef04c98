#!/usr/bin/env bash
# Writes .env for docker-compose.yml with new secrets in it. scripts/make-env.sh --help
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

usage() {
  cat <<'END'
Writes .env for docker-compose.yml: .env.example with new secrets in it. Leaves an .env alone that is there already.

  scripts/make-env.sh [FILE]     FILE instead of .env beside docker-compose.yml
END
}

case ${1:-} in
  --help | -h)
    usage
    exit 0
    ;;
  -*)
    echo "make-env: $1 is no option; --help lists them" >&2
    exit 2
    ;;
esac
file=${1:-$root/.env}

random() {
  head -c 32 /dev/urandom | base64 | tr -d '\n'
}

sha256() {
  if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -d ' ' -f 1
}

if [ -e "$file" ]; then
  echo "$file is there already and stays as it is. Delete it to get new secrets: links in mails that are already sent stop working." >&2
  exit 1
fi
key=$(random)
storage=$(random)
pepper=$(random)
token=$(random | tr '+/' '-_' | tr -d '=')
hash=$(printf %s "$token" | sha256)
(
  umask 077
  while IFS= read -r line; do
    case $line in
      ELCH_DISPUTE_LINK_KEY=*) line=ELCH_DISPUTE_LINK_KEY=$key ;;
      ELCH_STORAGE_KEY=*) line=ELCH_STORAGE_KEY=$storage ;;
      ELCH_SUPPRESSION_PEPPER=*) line=ELCH_SUPPRESSION_PEPPER=$pepper ;;
      ELCH_TOKEN=*) line=ELCH_TOKEN=$token ;;
      ELCH_TOKEN_SHA256=*) line=ELCH_TOKEN_SHA256=$hash ;;
    esac
    printf '%s\n' "$line"
  done <"$root/.env.example" >"$file"
)
echo "Wrote $file. Put your OAuth app of GitHub into it, then: docker compose up --build"

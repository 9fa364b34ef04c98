#!/usr/bin/env bash
# Prints how the main code is cut, at one commit or at several side by side: scripts/structure.sh [commit...]
# Code lines are lines that are neither blank, comment, package nor import.
set -euo pipefail

usage() {
  cat <<'TEXT'
Usage: scripts/structure.sh [commit...]

Prints for each commit (HEAD if none is given): code lines of the ten biggest classes, files in the ten biggest packages,
and calls of .block, in the main code of all modules. As in: scripts/structure.sh 095b200 HEAD
TEXT
}

for argument in "$@"; do
  case $argument in
    -h | --help)
      usage
      exit 0
      ;;
    -*)
      echo "$argument is no option of scripts/structure.sh" >&2
      usage >&2
      exit 2
      ;;
  esac
done
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- HEAD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

code_lines() {
  awk '/^[[:space:]]*($|\/\/|\/\*|\*|import |package )/ { next } { lines++ } END { print lines + 0 }' "$1"
}

main_files() {
  find . -path '*/src/main/java/*' -name '*.java' ! -name package-info.java
}

structure() {
  echo "== $(git log -1 --format='%h, %cs: %s' "$1")"
  mkdir "$work/tree"
  git archive "$1" | tar -x -C "$work/tree"
  (
    cd "$work/tree"
    main_files | while read -r file; do
      echo "$(code_lines "$file") $(basename "$file" .java) ${file%%/src/*}"
    done | sort -rn >"$work/classes"
    echo "files: $(wc -l <"$work/classes"), code lines: $(awk '{ all += $1 } END { print all }' "$work/classes")"
    echo "ten biggest classes (code lines):"
    head -n 10 "$work/classes" | awk '{ printf "  %4d  %s (%s)\n", $1, $2, substr($3, 3) }'
    echo "ten biggest packages (files):"
    main_files | xargs -n 1 dirname | sort | uniq -c | sort -rn |
      awk 'NR <= 10 { sub(".*/java/", "", $2); gsub("/", ".", $2); printf "  %4d  %s\n", $1, $2 }'
    echo "calls of .block (calls, files):"
    { main_files | xargs grep -cE '\.block(First|Last|Optional)?\(' || true; } | awk -F : '$2 > 0 { calls += $2; files++ } END { printf "  %4d  in %d files\n", calls, files }'
  )
  rm -rf "$work/tree"
  echo
}

for commit in "$@"; do structure "$commit"; done

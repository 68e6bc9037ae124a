#!/usr/bin/env bash
# Moves what fuzzing found worth keeping into the corpus: of the corpus and of artifacts/fuzz/TARGET/inputs, the short inputs that take
# all the edges; what the corpus lacks of them is added, 40 at most.
#
#   fuzz/keep.sh TARGET...

set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || { echo "usage: fuzz/keep.sh TARGET..." >&2; exit 2; }
program=artifacts/fuzz/instrumented/DaneCore.Fuzz.dll
[ -e "$program" ] || { echo "run fuzz/run.sh first: it instruments the program" >&2; exit 2; }

for target in "$@"; do
    work=artifacts/fuzz/$target
    rm -rf "$work/all" "$work/chosen"
    mkdir -p "$work/all"
    cp fuzz/corpus/"$target"/* "$work/all/"
    find "$work/inputs" -type f -size -3 -exec cp -n {} "$work/all/" \; 2> /dev/null || true
    dotnet "$program" minimise "$target" "$work/all" "$work/chosen"
    find "$work/chosen" -type f -printf '%s %f\n' | sort -n | cut -d' ' -f2 | while read -r name; do
        [ -e "fuzz/corpus/$target/$name" ] || echo "$name"
    done | head -40 | while read -r name; do
        cp "$work/chosen/$name" "fuzz/corpus/$target/"
    done
    echo "$target: $(find "fuzz/corpus/$target" -type f | wc -l) inputs in the corpus"
done

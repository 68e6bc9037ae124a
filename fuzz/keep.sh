#!/usr/bin/env bash
# Moves what is worth keeping into the corpus: of artifacts/fuzz/TARGET/inputs and of the folders given, the short inputs that take edges which the
# corpus does not; the shortest 60 at most, or DANECORE_FUZZ_KEEP.
#
#   fuzz/keep.sh TARGET [FOLDER]...

set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || { echo "usage: fuzz/keep.sh TARGET [FOLDER]..." >&2; exit 2; }
program=artifacts/fuzz/instrumented/DaneCore.Fuzz.dll
[ -e "$program" ] || { echo "run fuzz/run.sh first: it instruments the program" >&2; exit 2; }

target=$1 work=artifacts/fuzz/$1
shift
rm -rf "$work/all" "$work/chosen"
mkdir -p "$work/all"
for folder in "$work/inputs" "$@"; do
    [ ! -d "$folder" ] || find "$folder" -type f -size -3 -exec cp -n {} "$work/all/" \;
done
dotnet "$program" minimise "$target" "$work/all" "$work/chosen" "fuzz/corpus/$target"
find "$work/chosen" -type f -printf '%s %f\n' | sort -n | cut -d' ' -f2 | head "-${DANECORE_FUZZ_KEEP:-60}" | while read -r name; do
    cp "$work/chosen/$name" "fuzz/corpus/$target/"
done
echo "$target: $(find "fuzz/corpus/$target" -type f | wc -l) inputs in the corpus"

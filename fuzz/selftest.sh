#!/usr/bin/env bash
# Shows that what breaks a target, and what makes it hang, is seen and kept: runs two targets that have to do so, and takes what is left of them.
#
#   fuzz/selftest.sh

set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
fault=0

# expect TARGET KIND: a run ends with failure and leaves one KIND-* that holds an exclamation mark and breaks the target again.
expect() {
    rm -rf "artifacts/fuzz/$1"
    local said left
    if said=$(DANECORE_FUZZ_HANG=2 fuzz/run.sh "$1" 10 own 1); then
        echo "$1: the run ended well: $said"
        fault=1
        return
    fi

    left=$(find "artifacts/fuzz/$1" -name "$2-*")
    if [ "$(printf '%s' "$left" | grep -c .)" -ne 1 ] || ! grep -q '!' "$left"; then
        echo "$1: $2-* should hold the input at fault, and there is: ${left:-nothing}"
        fault=1
    elif timeout 10 dotnet artifacts/fuzz/plain/DaneCore.Fuzz.dll replay "$1" "$left" > /dev/null 2>&1; then
        echo "$1: the input that was kept does not break it again"
        fault=1
    else
        echo "$1: kept as $left, and breaks it again"
    fi
}

expect NeverHolds broken
expect NeverEnds hang
exit "$fault"

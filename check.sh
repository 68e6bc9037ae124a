#!/usr/bin/env bash
# Says whether this tree is sound. Needs the .NET SDK; the first run fetches packages.
#
#   ./check.sh         format, build, every test that needs no server and no network, generated files
#   ./check.sh --all   also the real servers (interop/), a bounded run of each fuzz target and of faults (stress/), a build beside a
#                      second one, the native command line
#
# The last line sums it up: "N passed" counts tests; "N failed" counts tests and each section that broke.

set -uo pipefail
cd "$(dirname "$0")" || exit 1
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 TESTINGPLATFORM_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1

all=no
case "${1:-}" in
    '') ;;
    --all) all=yes ;;
    *) echo "usage: ./check.sh [--all]" >&2; exit 2 ;;
esac

passed=0 failed=0 skipped=0
broken=()
logs=artifacts/check
mkdir -p "$logs"

finish() {
    if [ "${#broken[@]}" -gt 0 ]; then
        printf '\nbroken: %s\n' "$(IFS=,; echo "${broken[*]}" | sed 's/,/, /g')"
    fi
    printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
    [ "$failed" -eq 0 ] && [ "${#broken[@]}" -eq 0 ]
    exit
}

# section NAME COMMAND...: runs it, and counts one failure when it fails.
section() {
    local name=$1
    shift
    printf '\n== %s\n' "$name"
    local start=$SECONDS
    if "$@"; then
        printf '   %s: ok, %d s\n' "$name" $((SECONDS - start))
        return 0
    fi
    printf '   %s: FAILED, %d s\n' "$name" $((SECONDS - start))
    broken+=("$name")
    failed=$((failed + 1))
    return 1
}

# tests NAME ARGUMENTS...: runs `dotnet test` and adds its totals to ours.
tests() {
    local name=$1 log="$logs/$1.log"
    shift
    printf '\n== %s\n' "$name"
    local start=$SECONDS code total=0 red=0 idle=0
    timeout 1800 dotnet test "$@" --no-build --no-ansi --no-progress > "$log" 2>&1
    code=$?
    grep -v '^$' "$log"
    read -r total red idle < <(awk '
        /^ +total: /   { total = $2 }
        /^ +failed: /  { red = $2 }
        /^ +skipped: / { idle = $2 }
        END { print total + 0, red + 0, idle + 0 }' "$log")
    passed=$((passed + total - red - idle))
    failed=$((failed + red))
    skipped=$((skipped + idle))
    if [ "$code" -eq 0 ] && [ "$total" -gt 0 ]; then
        printf '   %s: ok, %d s\n' "$name" $((SECONDS - start))
        return 0
    fi
    printf '   %s: FAILED (exit %d, %d tests), %d s\n' "$name" "$code" "$total" $((SECONDS - start))
    broken+=("$name")
    # A run that broke without a failed test (a crash, a time-out, nothing run) is a failure all the same.
    [ "$red" -gt 0 ] || failed=$((failed + 1))
    return 1
}

layout_is_kept() {
    dotnet format whitespace DaneCore.sln --no-restore --verify-no-changes &&
        dotnet format style DaneCore.sln --no-restore --verify-no-changes
}

# What a program writes and git keeps. Tests compare each of these with what would be written today; DANECORE_ACCEPT=1 makes
# the same tests write. Here: a run of the tests leaves the tree as it found it.
state_of_tree() {
    git status --porcelain -- docs testdata fuzz/corpus
    git diff -- docs testdata fuzz/corpus
}

generated_is_current() {
    state_of_tree > "$logs/tree-after"
    diff "$logs/tree-before" "$logs/tree-after" && return 0
    echo "   the tests changed these files"
    return 1
}

# A fixed seed: a run that fails here fails everywhere.
fuzz_target() {
    timeout 300 dotnet fuzz/bin/Release/net10.0/DaneCore.Fuzz.dll own "$1" --seed 1 --seconds 6
}

# Faults of every kind with a fixed seed, fewer of each than in stress/faults.md.
faults() {
    dotnet build stress/DaneCore.Stress.csproj -c Release --no-restore -v q &&
        timeout 300 dotnet stress/bin/Release/net10.0/DaneCore.Stress.dll faults --seed 1 --lookups 12 --short > "$logs/faults.log" ||
        { cat "$logs/faults.log"; return 1; }
    tail -1 "$logs/faults.log"
}

native_cli() {
    local out=artifacts/native
    # Its own object files and lock files: the packages of a native build are no part of an ordinary one.
    dotnet publish src/Cli/Cli.csproj -c Release -r linux-x64 -p:PublishAot=true -o "$out" -v q \
        --artifacts-path artifacts/native-build \
        -p:RestoreLockedMode=false -p:NuGetLockFilePath=obj/native.lock.json > "$logs/native.log" 2>&1 ||
        { tail -40 "$logs/native.log"; return 1; }
    ls -l "$out/danecore" &&
        "$out/danecore" version &&
        "$out/danecore" demo > "$logs/native-demo.log" ||
        { cat "$logs/native-demo.log"; return 1; }
    tail -5 "$logs/native-demo.log"
}

unset DANECORE_ACCEPT DANECORE_INTEROP
state_of_tree > "$logs/tree-before"

section restore dotnet restore DaneCore.sln -v q || finish
section build dotnet build DaneCore.sln --no-restore -v q || finish
section format layout_is_kept
tests tests --solution DaneCore.sln
section generated generated_is_current

if [ "$all" = yes ]; then
    if [ -x interop/install.sh ]; then
        if section servers interop/install.sh; then
            DANECORE_INTEROP=1 tests interop --project tests/Interop.Tests/Interop.Tests.csproj
            section differential timeout 600 stress/run.sh differential --seed 1 --cases 160
        fi
    fi

    if section fuzz-build dotnet build fuzz/DaneCore.Fuzz.csproj -c Release -v q; then
        for target in $(dotnet fuzz/bin/Release/net10.0/DaneCore.Fuzz.dll list); do
            section "fuzz $target" fuzz_target "$target"
        done
        section "fuzz selftest" fuzz/selftest.sh
        section "fuzz blind" fuzz/blind.sh 30
    fi

    section faults faults
    section reproduce ./reproduce.sh

    if section stress-build dotnet build stress/DaneCore.Stress.csproj -c Release -v q; then
        section soak timeout 900 dotnet stress/bin/Release/net10.0/DaneCore.Stress.dll soak --lookups 8000 --zones 300 --at-once 256 --seed 1
    fi

    section native native_cli
fi

finish

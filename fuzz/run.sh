#!/usr/bin/env bash
# Fuzzes one target, or each of them in turn, for some seconds, guided by the code that inputs reach; or says how much
# of the code the inputs reach that there are.
#
#   fuzz/run.sh TARGET|all SECONDS [own|libfuzzer|afl] [SEED]
#   fuzz/run.sh TARGET|all coverage
#
# own (the default) runs in one process and needs nothing beside the .NET SDK. libfuzzer wants clang with its fuzzer library, afl wants
# AFL++; both say which package when they are missing. New inputs gather in artifacts/fuzz/TARGET/inputs and are taken up by the next run;
# fuzz/keep.sh moves a minimal set of them into the corpus. An input that breaks a target is kept as artifacts/fuzz/TARGET/broken-*, one that
# does not come to an end as artifacts/fuzz/TARGET/hang-*. Each run that ends well adds a line to artifacts/fuzz/runs.tsv, and one to
# artifacts/fuzz/coverage.tsv that says how much of what the target is about was reached; from them FINDINGS.md has its sums.
# DANECORE_FUZZ_JOBS=N runs N of all targets beside each other.

set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

usage="usage: fuzz/run.sh TARGET|all SECONDS|coverage [own|libfuzzer|afl] [SEED]"
target=${1:?$usage} seconds=${2:?$usage} engine=${3:-own} seed=${4:-$RANDOM}
case "$seconds" in coverage) ;; *[!0-9]*) echo "$usage" >&2; exit 2 ;; esac
case "$seed" in *[!0-9]*) echo "$usage" >&2; exit 2 ;; esac
case "$engine" in own | libfuzzer | afl) ;; *) echo "$usage" >&2; exit 2 ;; esac

plain=artifacts/fuzz/plain instrumented=artifacts/fuzz/instrumented blocks=artifacts/fuzz/blocks
program=$instrumented/DaneCore.Fuzz.dll

# What is instrumented: everything of ours that reads octets. A build that changed nothing is used again.
instrument() {
    rm -rf "$plain/corpus"
    dotnet publish fuzz/DaneCore.Fuzz.csproj -c Release -o "$plain" -v q > artifacts/fuzz/build.log 2>&1 || { cat artifacts/fuzz/build.log; return 1; }
    local state
    state=$(cat "$plain"/DaneCore.*.dll "$plain"/danecore.dll | sha256sum)
    if [ "$(cat "$instrumented.state" 2> /dev/null)" = "$state" ]; then
        rm -rf "$instrumented/corpus" "$blocks/corpus"
        cp -r "$plain/corpus" "$instrumented/"
        cp -r "$plain/corpus" "$blocks/"
        return 0
    fi
    dotnet tool restore --tool-manifest fuzz/dotnet-tools.json > artifacts/fuzz/tool.log 2>&1 || { cat artifacts/fuzz/tool.log; return 1; }
    rm -rf "$instrumented"
    cp -r "$plain" "$instrumented"
    local each
    for each in DaneCore.Resolver DaneCore.Dane DaneCore.Smtp danecore; do
        (cd fuzz && dotnet tool run sharpfuzz "../$instrumented/$each.dll") > artifacts/fuzz/instrument.log 2>&1 || { cat artifacts/fuzz/instrument.log; return 1; }
    done
    # The same once more, counting blocks in place of edges: what coverage is told of.
    rm -rf "$blocks"
    cp -r "$instrumented" "$blocks"
    dotnet "$plain/DaneCore.Fuzz.dll" blocks "$blocks" > artifacts/fuzz/blocks.log 2>&1 || { cat artifacts/fuzz/blocks.log; return 1; }
    echo "$state" > "$instrumented.state"
}

# How much of what the target is about the corpus and all inputs found so far reach; the types below it say where it is least.
cover() {
    dotnet "$blocks/DaneCore.Fuzz.dll" coverage "$1" "artifacts/fuzz/$1/inputs" > "artifacts/fuzz/$1/coverage.log" 2>&1 || { cat "artifacts/fuzz/$1/coverage.log"; return 1; }
    head -1 "artifacts/fuzz/$1/coverage.log"
    printf '%s\t%s\t%s\n' "$(date -u +%F)" "$1" "$(head -1 "artifacts/fuzz/$1/coverage.log")" >> artifacts/fuzz/coverage.tsv
}

run_own() {
    dotnet "$program" own "$1" --seed "$seed" --seconds "$seconds" --keep "artifacts/fuzz/$1/inputs" --hang "${DANECORE_FUZZ_HANG:-20}" 2> "artifacts/fuzz/$1/error.log" | tee "artifacts/fuzz/$1/run.log"
    local code=${PIPESTATUS[0]}
    [ "$code" -eq 0 ] && return 0
    # 3 says that the input did not come to its end; anything else is an exception, or worse.
    local broken
    broken=artifacts/fuzz/$1/$([ "$code" -eq 3 ] && echo hang || echo broken)-$(date +%s)
    dotnet "$program" extract "artifacts/fuzz/$1.input" "$broken"
    head -20 "artifacts/fuzz/$1/error.log"
    echo "$1: broken by $broken"
    return 1
}

# Takes what libFuzzer and AFL++ find the way they find it: the process of ours only runs the target.
seeds_for() {
    mkdir -p "artifacts/fuzz/$1/inputs" "artifacts/fuzz/$1/seeds"
    cp fuzz/corpus/"$1"/* "artifacts/fuzz/$1/seeds/"
    dotnet "$program" words "$1" > "artifacts/fuzz/$1/words.dict"
}

run_libfuzzer() {
    local driver=artifacts/fuzz/driver
    if [ ! -x "$driver" ] || [ fuzz/native/driver.c -nt "$driver" ]; then
        command -v clang > /dev/null || { echo "libfuzzer: no clang; install clang and libclang-rt-14-dev (Debian 12)" >&2; return 1; }
        clang -O1 -fsanitize=fuzzer fuzz/native/driver.c -o "$driver" || { echo "libfuzzer: clang has no fuzzer library; install libclang-rt-14-dev (Debian 12)" >&2; return 1; }
    fi
    DANECORE_FUZZ_PROGRAM=$program DANECORE_FUZZ_TARGET=$1 "$driver" -max_total_time="$seconds" -timeout=20 -seed="$seed" -dict="artifacts/fuzz/$1/words.dict" \
        -artifact_prefix="artifacts/fuzz/$1/broken-" "artifacts/fuzz/$1/inputs" "artifacts/fuzz/$1/seeds" 2>&1 | tee "artifacts/fuzz/$1/run.log" | grep -E 'DONE|ERROR|SUMMARY'
    [ "${PIPESTATUS[0]}" -eq 0 ]
}

run_afl() {
    command -v afl-fuzz > /dev/null || { echo "afl: no afl-fuzz; install afl++ (Debian 12)" >&2; return 1; }
    AFL_SKIP_BIN_CHECK=1 AFL_NO_AFFINITY=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_UI=1 \
        afl-fuzz -V "$seconds" -m none -t 10000 -s "$seed" -x "artifacts/fuzz/$1/words.dict" -i "artifacts/fuzz/$1/seeds" -o "artifacts/fuzz/$1/afl" \
        -- dotnet "$program" afl "$1" > "artifacts/fuzz/$1/run.log" 2>&1 || { tail -20 "artifacts/fuzz/$1/run.log"; return 1; }
    cp -n artifacts/fuzz/"$1"/afl/default/queue/id* "artifacts/fuzz/$1/inputs/" 2> /dev/null
    grep -E '^(execs_done|execs_per_sec|edges_found|saved_crashes|saved_hangs)' "artifacts/fuzz/$1/afl/default/fuzzer_stats"
    [ -z "$(ls "artifacts/fuzz/$1/afl/default/crashes" 2> /dev/null | grep -v README)" ] || { echo "$1: see artifacts/fuzz/$1/afl/default/crashes"; return 1; }
}

mkdir -p artifacts/fuzz
instrument || exit 1
if [ "$target" = all ]; then
    targets=$(dotnet "$program" list)
else
    # The last two are there to break: fuzz/selftest.sh.
    { dotnet "$program" list && echo NeverHolds && echo NeverEnds; } | grep -x -- "$target" > /dev/null || { echo "no target $target; there are:" >&2; dotnet "$program" list >&2; exit 2; }
    targets=$target
fi

run_target() {
    mkdir -p "artifacts/fuzz/$1"
    if [ "$seconds" = coverage ]; then
        cover "$1"
        return
    fi
    [ "$engine" = own ] || seeds_for "$1"
    "run_$engine" "$1" || return 1
    printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$(date -u +%F)" "$1" "$engine" "$seed" "$seconds" "$(tail -1 "artifacts/fuzz/$1/run.log")" >> artifacts/fuzz/runs.tsv
    cover "$1"
}

broken=0 jobs=0
for each in $targets; do
    if [ "$jobs" -ge "${DANECORE_FUZZ_JOBS:-1}" ]; then
        wait -n || broken=1
        jobs=$((jobs - 1))
    fi
    run_target "$each" &
    jobs=$((jobs + 1))
done
while [ "$jobs" -gt 0 ]; do
    wait -n || broken=1
    jobs=$((jobs - 1))
done
exit "$broken"

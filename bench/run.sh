#!/usr/bin/env bash
# Usage: bench/run.sh [FILE]. Measures everything and writes docs/bench.md (or FILE) anew: the words from bench/words.txt, where a line @NAME stands for
# what a measurement printed. Installs nothing: peers that are not there are named as such. Wants a quiet machine and a quarter of an hour.
# DANECORE_BENCH_NATIVE names a native danecore, which is built otherwise.
set -euo pipefail
cd "$(dirname "$0")/.."
target=$(realpath -m "${1:-docs/bench.md}")
printed=$(mktemp -d)
trap 'rm -rf "$printed"' EXIT

dotnet build bench -c Release -v q >&2
native=${DANECORE_BENCH_NATIVE:-}
if [ -z "$native" ]; then
    # As check.sh does it; always, or an old one would be measured.
    native=artifacts/native/danecore
    dotnet publish src/Cli/Cli.csproj -c Release -r linux-x64 -p:PublishAot=true -o artifacts/native -v q --artifacts-path artifacts/native-build \
        -p:RestoreLockedMode=false -p:NuGetLockFilePath=obj/native.lock.json >&2
fi

program=bench/bin/Release/net10.0/DaneCore.Bench
measure() {
    local name=$1
    shift
    echo "$name: $(date -u +%T)" >&2
    "$program" "$@" > "$printed/$name" || echo "(failed with $?)" >> "$printed/$name"
}

{
    grep -m1 'model name' /proc/cpuinfo | sed 's/.*: //'
    echo "$(nproc) processors, load $(cut -d' ' -f1-3 /proc/loadavg) at the start, $(. /etc/os-release && echo "$PRETTY_NAME"), $(date -u +%Y-%m-%d)"
    echo ".NET $("$program" runtime), $(openssl version | cut -d' ' -f1-2)"
} > "$printed/machine"
measure scenario scenario
measure startup startup "$native"
measure bulk bulk
measure bulkpeers bulk-peers
measure cachepeers cache-peers
measure growth growth
measure rootzone root-zone testdata/recorded/rootzone/2023-11-05.zone 2023-11-05T12:00:00Z
measure large large
for part in Answer Message Nsec3Hash Verify TlsaMatch SmtpReply CacheHit; do
    echo "$part: $(date -u +%T)" >&2
    "$program" --filter "*.${part}Bench.*" 2>/dev/null | sed -n '/^| Method/,/^$/p' | sed '/^$/d' > "$printed/$part"
done
rm -rf BenchmarkDotNet.Artifacts
measure goals goals "$printed"
echo "done: $(date -u +%T), load $(cut -d' ' -f1-3 /proc/loadavg)" >&2

while IFS= read -r line; do
    case $line in
        @*) cat "$printed/${line#@}" ;;
        *) printf '%s\n' "$line" ;;
    esac
done < bench/words.txt > "$target"

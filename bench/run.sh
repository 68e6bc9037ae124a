#!/usr/bin/env bash
# Usage: bench/run.sh > FILE. Prints everything that docs/bench.md holds, in its order; peers that are not installed are named as such.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build bench -c Release -v q >&2
program=bench/bin/Release/net10.0/DaneCore.Bench
grep -m1 'model name' /proc/cpuinfo | sed 's/.*: //'
echo "$(nproc) processors, $(date -u +%Y-%m-%d), $(dotnet --version), $(openssl version | cut -d' ' -f1-2)"
"$program" scenario
"$program" bulk
"$program" --filter '*CacheHit*' '*Message*' '*Nsec3*' '*Verify*' '*SmtpReply*' | sed -n '/^| Method/,/^$/p'

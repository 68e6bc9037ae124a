#!/usr/bin/env bash
# Makes the zones, serves them, asks everybody, and prints the table: our verdict beside those of unbound-host, delv and drill.
# Ends with the counts, and with 1 when a verdict of ours is not as the RFCs say or a difference is not explained in differences.md.
# Needs root and what install.sh installs.

set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
export DANECORE_INTEROP=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

table=artifacts/interop/table.md
mkdir -p artifacts/interop
rm -f "$table"
dotnet build tests/Interop.Tests/Interop.Tests.csproj -v q > artifacts/interop/build.log 2>&1 || { cat artifacts/interop/build.log; exit 1; }
timeout 900 dotnet run --project tests/Interop.Tests --no-build -- -method '*.Table_*' > artifacts/interop/run.log 2>&1
code=$?
[ -f "$table" ] && cat "$table"
[ "$code" -eq 0 ] || grep -v '^ *at ' artifacts/interop/run.log
exit "$code"

#!/usr/bin/env bash
# Makes mail domains of every kind, serves them, checks each, asks posttls-finger about it, has Postfix and Exim send mail to it, and prints the table.
# Ends with the counts, and with 1 when a verdict of ours is not as the RFCs say or a difference is not explained in posttls-differences.md.
# Needs root and what install.sh installs.

set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
export DANECORE_INTEROP=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

table=artifacts/interop/posttls.md
mkdir -p artifacts/interop
rm -f "$table"
dotnet build tests/Interop.Tests/Interop.Tests.csproj -v q > artifacts/interop/build.log 2>&1 || { cat artifacts/interop/build.log; exit 1; }
timeout 600 dotnet run --project tests/Interop.Tests --no-build -- -method '*.Mail_ToAllDomains_*' > artifacts/interop/run.log 2>&1
code=$?
[ -f "$table" ] && cat "$table"
[ "$code" -eq 0 ] || grep -v '^ *at ' artifacts/interop/run.log
exit "$code"

#!/usr/bin/env bash
# Holds every chain and record set of tests/Interop.Tests/Openssl against `openssl s_client` and against our verifier, and prints the table.
# Ends with the counts, and with 1 when a difference is not explained in openssl-differences.md, or one explained there is no more.
# Needs the openssl command and nothing else.

set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
export DANECORE_INTEROP=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

table=artifacts/interop/openssl.md
mkdir -p artifacts/interop
rm -f "$table"
dotnet build tests/Interop.Tests/Interop.Tests.csproj -v q > artifacts/interop/build.log 2>&1 || { cat artifacts/interop/build.log; exit 1; }
timeout 900 dotnet run --project tests/Interop.Tests --no-build -- -method '*.Matrix_*' > artifacts/interop/openssl-run.log 2>&1
code=$?
[ -f "$table" ] && cat "$table"
[ "$code" -eq 0 ] || grep -v '^ *at ' artifacts/interop/openssl-run.log
exit "$code"

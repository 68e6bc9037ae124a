#!/usr/bin/env bash
# Long runs against the lab: stress/run.sh COMMAND [OPTION]... Without a command it says which there are.

set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
mkdir -p artifacts/stress
dotnet build stress/DaneCore.Stress.csproj -c Release -v q > artifacts/stress/build.log 2>&1 || { cat artifacts/stress/build.log; exit 1; }
if [ "${1:-}" = scan ]; then
  # The program that is surveyed with runs in a process of its own.
  dotnet build src/Cli/Cli.csproj -c Release -v q > artifacts/stress/build.log 2>&1 || { cat artifacts/stress/build.log; exit 1; }
fi
exec dotnet stress/bin/Release/net10.0/DaneCore.Stress.dll "$@"

#!/usr/bin/env bash
# Prints what ships (the command line and its libraries, with every package of their lock files) as CycloneDX 1.6 in JSON: ./sbom.sh > sbom.json
# The same tree gives the same text.

set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
mkdir -p artifacts
{ dotnet restore src/Cli/Cli.csproj -v q && dotnet build sbom/DaneCore.Sbom.csproj -v q; } > artifacts/sbom.log 2>&1 || { cat artifacts/sbom.log >&2; exit 1; }
exec dotnet sbom/bin/Debug/net10.0/DaneCore.Sbom.dll "$PWD"

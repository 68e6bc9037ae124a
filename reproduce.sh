#!/usr/bin/env bash
# Builds what ships twice, from two clones in folders of different length, and compares each assembly octet for octet.
#
#   ./reproduce.sh            the libraries and the command line; of the committed tree
#   ./reproduce.sh --native   the native command line too (wants clang and zlib, takes minutes)
#
# The second build has no network: packages are fetched by `dotnet restore` alone, under the hashes of the lock files, and what comes
# after it gets nothing from anywhere.

set -uo pipefail
cd "$(dirname "$0")" || exit 1
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 CI=true

case "${1:-}" in
    '') native=no ;;
    --native) native=yes ;;
    *) echo "usage: ./reproduce.sh [--native]" >&2; exit 2 ;;
esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
first=$work/one second=$work/another/folder/with/a/longer/name

# The compiler runs inside the build, so that it has no more network than the build has.
offline=()
if unshare --net true 2> /dev/null; then
    offline=(unshare --net)
elif unshare --user --map-root-user --net true 2> /dev/null; then
    offline=(unshare --user --map-root-user --net)
else
    echo "   no network namespaces here: the second build could reach the network"
fi

# logged FOLDER COMMAND...: silent unless it fails.
logged() {
    local folder=$1
    shift
    (cd "$folder" && "$@") > "$work/log" 2>&1 || { tail -40 "$work/log"; echo "   failed in $folder: $*"; exit 1; }
}

# build FOLDER COMMAND...: the build by a command that may take something away from it.
build() {
    local folder=$1
    shift
    logged "$folder" dotnet restore src/Cli/Cli.csproj --locked-mode -v q
    logged "$folder" "$@" dotnet build src/Cli/Cli.csproj --no-restore -c Release -v q -p:UseSharedCompilation=false -p:RunAnalyzers=false
    [ "$native" = no ] ||
        logged "$folder" dotnet publish src/Cli/Cli.csproj -c Release -r linux-x64 -p:PublishAot=true -o native -v q --artifacts-path native-build \
            -p:RestoreLockedMode=false -p:NuGetLockFilePath=obj/native.lock.json
}

# What ships of a clone, as lines of hash and file.
sums() {
    (cd "$1" && sha256sum src/Cli/bin/Release/net10.0/{danecore,DaneCore.Resolver,DaneCore.Dane,DaneCore.Smtp,DaneCore.Lab}.dll $([ "$native" = no ] || echo native/danecore))
}

for folder in "$first" "$second"; do
    mkdir -p "$(dirname "$folder")"
    git clone -q . "$folder" || exit 1
done
build "$first" env
build "$second" "${offline[@]}" env
sums "$first" > "$work/first" && sums "$second" > "$work/second" || exit 1
cat "$work/first"
if diff "$work/first" "$work/second" > "$work/differs"; then
    echo "   SDK $(dotnet --version): $(wc -l < "$work/first") files, the same from both folders${offline[0]:+; the second time the assemblies were built without network}"
else
    cat "$work/differs"
    echo "   not the same from both folders"
    exit 1
fi

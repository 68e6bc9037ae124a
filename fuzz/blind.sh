#!/usr/bin/env bash
# Shows that the target Validation can see: puts each defect of fuzz/defects into the validator, and expects two things of it. Some of the kept inputs
# break; and the loop finds the defect by itself too, from those of the kept inputs that do not show it. Fails when one stays unseen, and when the
# validator without them breaks.
#
#   fuzz/blind.sh [SECONDS]      a defect may stay unseen for so long; 120 unless given

set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
seconds=${1:-120}
case "$seconds" in '' | *[!0-9]*) echo "usage: fuzz/blind.sh [SECONDS]" >&2; exit 2 ;; esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git ls-files -z --cached --others --exclude-standard -- src fuzz '*.props' global.json .editorconfig BannedSymbols.txt |
    tar --null --files-from=- -cf - 2> /dev/null | tar -xf - -C "$work"
program=fuzz/bin/Release/net10.0

# build PROJECT: quietly, without analyzers.
build() {
    (cd "$work" && dotnet build "$1" -c Release -v q -p:RunAnalyzers=false -p:EnforceCodeStyleInBuild=false > build.log 2>&1) || { tail -5 "$work/build.log" >&2; return 1; }
}

# loop SEEDS: the target from these seeds; its last line goes to standard output. A shell of its own, so that nobody announces that it ended by an exception.
loop() {
    (cd "$work" && bash -c "dotnet $program/DaneCore.Fuzz.dll own Validation --seed 1 --seconds $seconds --seeds $1 > run.log 2> error.log; exit \$?" 2> /dev/null)
    local code=$?
    tail -1 "$work/run.log"
    return "$code"
}

build fuzz/DaneCore.Fuzz.csproj || exit 1
blind=0
loop fuzz/corpus/Validation > "$work/said" || blind=1
echo "without a defect"
echo "    $(cat "$work/said")"

for defect in fuzz/defects/*.patch; do
    name=$(basename "$defect" .patch)
    echo "$name"
    patch -d "$work" -p1 -s < "$defect" || { echo "$name: the patch does not fit any more; make it anew" >&2; exit 1; }
    build src/Resolver/Resolver.csproj || exit 1
    cp "$work/src/Resolver/bin/Release/net10.0/DaneCore.Resolver.dll" "$work/$program/"
    (cd "$work" && rm -rf sifted && dotnet "$program/DaneCore.Fuzz.dll" sift Validation fuzz/corpus/Validation sifted > said) || exit 1
    echo "    $(cat "$work/said")"
    case "$(cat "$work/said")" in 0\ of*) blind=1 ;; esac
    if loop sifted > "$work/said"; then
        blind=1
        echo "    not found by the loop: $(cat "$work/said")"
    else
        echo "    without those: $(cat "$work/said")"
    fi
    patch -d "$work" -p1 -s -R < "$defect"
done
exit "$blind"

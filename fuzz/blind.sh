#!/usr/bin/env bash
# Shows that the target Validation can see: puts each defect of fuzz/defects into a copy of the tree, and expects the target to break there
# within the time. Fails when one stays unseen, and when the tree without them breaks.
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

# tried NAME: builds the copy as it stands and runs the target; its line goes to standard output.
tried() {
    (cd "$work" && dotnet build fuzz/DaneCore.Fuzz.csproj -c Release -v q -p:RunAnalyzers=false -p:EnforceCodeStyleInBuild=false > "build.log" 2>&1) ||
        { tail -5 "$work/build.log"; echo "$1: does not build"; return 2; }
    # A shell of its own, so that nobody announces that the target ended by an exception: it is what is hoped for.
    (cd "$work" && bash -c "dotnet fuzz/bin/Release/net10.0/DaneCore.Fuzz.dll own Validation --seed 1 --seconds $seconds > run.log 2>&1; exit \$?" 2> /dev/null)
}

blind=0
if tried sound; then
    printf '%-36s %s\n' "without a defect" "$(tail -1 "$work/run.log")"
else
    printf '%-36s %s\n' "without a defect" "broke: $(grep -m1 -E 'Exception' "$work/run.log")"
    blind=1
fi

for defect in fuzz/defects/*.patch; do
    name=$(basename "$defect" .patch)
    patch -d "$work" -p1 -s < "$defect" || { echo "$name: the patch does not fit any more; make it anew" >&2; exit 1; }
    tried "$name"
    case $? in
        0) printf '%-36s not seen: %s\n' "$name" "$(tail -1 "$work/run.log")"; blind=1 ;;
        2) blind=1 ;;
        *) printf '%-36s seen: %s\n' "$name" "$(grep -m1 -o 'Exception: .*' "$work/run.log")" ;;
    esac
    patch -d "$work" -p1 -s -R < "$defect"
done
exit "$blind"

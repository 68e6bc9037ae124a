#!/usr/bin/env bash
# Runs everything that shows a rule of testdata/rules.txt, and prints the rules with what shows each.
# Fails when a test fails, or when a rule has neither a pair (one that holds, one that is broken) nor an exception.
#
#   ./rules.sh        all rules
#   ./rules.sh 44     the same, and prints one rule only

set -uo pipefail
cd "$(dirname "$0")" || exit 1
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 TESTINGPLATFORM_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1
unset DANECORE_ACCEPT

rule=${1:-any}
case "$rule" in
    any) ;;
    '' | *[!0-9]*) echo "usage: ./rules.sh [NUMBER]" >&2; exit 2 ;;
esac

log=artifacts/rules.log
mkdir -p artifacts
dotnet build DaneCore.sln -v q || exit 1

# 8: a project without a test of these rules is no failure.
dotnet test --solution DaneCore.sln --no-build --no-ansi --no-progress --ignore-exit-code 8 --filter-trait "rule=any" > "$log" 2>&1
code=$?
[ "$code" -eq 0 ] || grep -v '^$' "$log"

# One row per rule: number, sentence, sections; then the names that show it; the sum at the end.
awk -v only="$rule" '
    /^\*\*[0-9]+\. / { split(substr($0, 3), part, "."); shown = (only == "any" || part[1] == only) }
    /^[0-9]+ rules, / { shown = 1 }
    /^#/ || /^Generated/ || /^scenario of/ { next }
    shown && NF { gsub(/\*\*|`/, ""); print (/^[0-9]/ ? "" : "    ") $0 }' docs/rules.md

awk '/^ +total: / { total = $2 } /^ +failed: / { red = $2 } END { printf "%d tests ran, %d failed\n", total, red }' "$log"
open=$(grep -c '^Open: ' docs/rules.md)
[ "$open" -eq 0 ] || echo "$open rules have no complete pair yet"
[ "$code" -eq 0 ] && [ "$open" -eq 0 ]

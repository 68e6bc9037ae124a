#!/usr/bin/env bash
# Runs everything that shows a rule of testdata/rules.txt or of testdata/mail-rules.txt, and prints the rules with what shows each.
# Fails when a test fails, or when a rule has neither a pair (one that holds, one that is broken) nor an exception.
#
#   ./rules.sh          all rules of validation, then all of mail
#   ./rules.sh 44       runs the rules of validation, and prints one of them only
#   ./rules.sh mail     the rules of mail
#   ./rules.sh mail 12  runs the rules of mail, and prints one of them only

set -uo pipefail
cd "$(dirname "$0")" || exit 1
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 TESTINGPLATFORM_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1
unset DANECORE_ACCEPT

books=(rules mail-rules)
case "${1:-}" in
    mail) books=(mail-rules); shift ;;
    '') ;;
    *) books=(rules) ;;
esac
rule=${1:-any}
case "$rule" in
    any) ;;
    *[!0-9]*) echo "usage: ./rules.sh [mail] [NUMBER]" >&2; exit 2 ;;
esac

mkdir -p artifacts
dotnet build DaneCore.sln -v q || exit 1

# run BOOK: every test with its trait, and its table: one row per rule, with number, sentence, sections; then the names that show
# it; the sum at the end. The trait of a book is its name in the singular.
run() {
    local log=artifacts/$1.log document=docs/$1.md code open
    # 8: a project without a test of these rules is no failure.
    dotnet test --solution DaneCore.sln --no-build --no-ansi --no-progress --ignore-exit-code 8 --filter-trait "${1%s}=any" > "$log" 2>&1
    code=$?
    [ "$code" -eq 0 ] || grep -v '^$' "$log"

    awk -v only="$rule" '
        /^\*\*[0-9]+\. / { split(substr($0, 3), part, "."); shown = (only == "any" || part[1] == only) }
        /^[0-9]+ rules, / { shown = 1 }
        /^#/ || /^Generated/ || /^scenario of/ || /^First those/ { next }
        shown && NF { gsub(/\*\*|`/, ""); print (/^[0-9]/ ? "" : "    ") $0 }' "$document"

    awk '/^ +total: / { total = $2 } /^ +failed: / { red = $2 } END { printf "%d tests ran, %d failed\n", total, red }' "$log"
    open=$(grep -c '^Open: ' "$document")
    [ "$open" -eq 0 ] || echo "$open rules have no complete pair yet"
    [ "$code" -eq 0 ] && [ "$open" -eq 0 ]
}

result=0
for book in "${books[@]}"; do
    run "$book" || result=1
done
exit "$result"

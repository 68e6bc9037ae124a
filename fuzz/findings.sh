#!/usr/bin/env bash
# Sums up runs of the loop of our own that ended well: the table of FINDINGS.md. How much of what a target is about was reached is the last word of the
# file coverage.tsv that stands beside a file of runs.
#
#   fuzz/findings.sh [RUNS.tsv]...      artifacts/fuzz/runs.tsv unless given

set -euo pipefail
files=("$@")
[ $# -gt 0 ] || files=("$(dirname "$0")/../artifacts/fuzz/runs.tsv")
for each in "${files[@]}"; do
    [ -e "$each" ] || { echo "there is no $each; fuzz/run.sh TARGET SECONDS makes such a file" >&2; exit 2; }
    [ ! -e "$(dirname "$each")/coverage.tsv" ] || files+=("$(dirname "$each")/coverage.tsv")
done
awk -F'\t' '
    BEGIN { print "| Target | Runs | Minutes | of processor time | Inputs | Edges | Blocks reached |"; print "|---|---|---|---|---|---|---|" }
    FILENAME ~ /coverage\.tsv$/ && match($3, /[0-9]+ of [0-9]+ blocks/) {
        split(substr($3, RSTART, RLENGTH), number, " ")
        if (number[1] > taken[$2] || number[3] != all[$2]) { taken[$2] = number[1]; all[$2] = number[3] }
    }
    FILENAME !~ /coverage\.tsv$/ && $3 == "own" && match($6, /: [0-9]+ inputs/) {
        inputs[$2] += substr($6, RSTART + 2, RLENGTH - 9)
        runs[$2]++
        seconds[$2] += $5
        if (match($6, /\([0-9]+ s of/)) processor[$2] += substr($6, RSTART + 1, RLENGTH - 6)
        if (match($6, /[0-9]+ edges/)) { now = substr($6, RSTART, RLENGTH - 6) + 0; if (now > edges[$2]) edges[$2] = now }
    }
    END {
        for (name in runs)
            printf "| %s | %d | %.1f | %.1f | %d | %d | %s |\n", name, runs[name], seconds[name] / 60, processor[name] / 60, inputs[name], edges[name],
                all[name] ? sprintf("%d of %d, %d %%", taken[name], all[name], 100 * taken[name] / all[name]) : "" | "sort"
    }' "${files[@]}"

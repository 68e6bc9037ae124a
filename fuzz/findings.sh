#!/usr/bin/env bash
# Sums up artifacts/fuzz/runs.tsv (one line for each run of the loop of our own that ended well): the table of FINDINGS.md.

set -euo pipefail
cd "$(dirname "$0")/.."
runs=artifacts/fuzz/runs.tsv
[ -e "$runs" ] || { echo "no run yet: fuzz/run.sh TARGET SECONDS" >&2; exit 2; }
awk -F'\t' '
    BEGIN { print "| Target | Runs | Minutes | of processor time | Inputs | Edges |"; print "|---|---|---|---|---|---|" }
    $3 == "own" && match($6, /: [0-9]+ inputs/) {
        inputs[$2] += substr($6, RSTART + 2, RLENGTH - 9)
        runs[$2]++
        seconds[$2] += $5
        if (match($6, /\([0-9]+ s of/)) processor[$2] += substr($6, RSTART + 1, RLENGTH - 6)
        if (match($6, /[0-9]+ edges/)) { now = substr($6, RSTART, RLENGTH - 6) + 0; if (now > edges[$2]) edges[$2] = now }
    }
    END { for (name in runs) printf "| %s | %d | %.1f | %.1f | %d | %d |\n", name, runs[name], seconds[name] / 60, processor[name] / 60, inputs[name], edges[name] | "sort" }' "$runs"

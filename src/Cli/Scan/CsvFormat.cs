using System.Globalization;
using System.Text;
using DaneCore.Cli.Output;

namespace DaneCore.Cli.Scan;

/// <summary>
/// Comma-separated values with a header line (RFC 4180). Several hosts share a cell, with a semicolon between: <c>10 mx.example.com dane</c>, and
/// <c>mx.example.com 3 1 1 ab...</c>.
/// </summary>
internal sealed class CsvFormat : IScanFormat
{
    public const string Text = "csv";

    private static readonly string[] Columns =
        ["n", "domain", "verdict", "code", "resultType", "mxSecurity", "implicitMx", "error", "hosts", "daneHosts", "mx", "tlsa", "addresses", "at", "reason"];

    private static readonly int MxSecurityAt = Array.IndexOf(Columns, "mxSecurity");
    private static readonly int ErrorAt = Array.IndexOf(Columns, "error");

    public string Name => Text;

    public ReadOnlyMemory<byte> Header { get; } = Encoding.ASCII.GetBytes(string.Join(',', Columns) + "\n");

    public byte[] ToLine(ScanRowJson row)
    {
        string[] cells =
        [
            row.N.ToString(CultureInfo.InvariantCulture),
            row.Domain,
            row.Verdict,
            row.Code ?? "",
            row.ResultType ?? "",
            row.MxSecurity ?? "",
            row.ImplicitMx ? "true" : "false",
            row.Error ?? "",
            row.Mx.Count.ToString(CultureInfo.InvariantCulture),
            row.Mx.Count(host => host.Policy == "dane").ToString(CultureInfo.InvariantCulture),
            string.Join("; ", row.Mx.Select(host => string.Create(CultureInfo.InvariantCulture, $"{host.Preference} {host.Host} {host.Policy}"))),
            string.Join("; ", row.Mx.SelectMany(host => host.Tlsa.Select(record => $"{host.TlsaBase} {record}"))),
            string.Join("; ", row.Mx.SelectMany(host => host.Addresses ?? []).Select(address => $"{address.Address} {address.Result}")),
            row.At ?? "",
            row.Reason,
        ];
        return Encoding.ASCII.GetBytes(string.Join(',', cells.Select(Quoted)) + "\n");
    }

    public bool TryRead(ReadOnlySpan<byte> line, out ScanMark mark)
    {
        List<string> cells = CellsOf(Encoding.ASCII.GetString(line));
        bool isRow = long.TryParse(cells[0], NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number > 0 && cells.Count == Columns.Length;
        mark = isRow ? new ScanMark(number, cells[1], cells[2], OrNull(cells[MxSecurityAt]), OrNull(cells[ErrorAt])) : default;
        return isRow;
    }

    private static string? OrNull(string cell) => cell.Length == 0 ? null : cell;

    // RFC 4180 section 2: a cell with a comma or a quote stands in quotes, and a quote in it is doubled.
    private static string Quoted(string cell)
    {
        string safe = TerminalText.Of(cell);
        return safe.AsSpan().ContainsAny(',', '"') ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    // A quote that is doubled closes the cell and opens it again.
    private static List<string> CellsOf(string line)
    {
        List<string> cells = [];
        StringBuilder cell = new();
        bool isQuoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '"')
            {
                if (!isQuoted && i > 0 && line[i - 1] == '"')
                {
                    cell.Append('"');
                }

                isQuoted = !isQuoted;
            }
            else if (line[i] == ',' && !isQuoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(line[i]);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }
}

using System.Text;
using System.Text.Json;
using DaneCore.Cli.Output;

namespace DaneCore.Cli.Scan;

/// <summary>JSON Lines: an object a line.</summary>
internal sealed class JsonLinesFormat : IScanFormat
{
    public const string Text = "jsonl";

    public string Name => Text;

    public ReadOnlyMemory<byte> Header => default;

    public byte[] ToLine(ScanRowJson row) => Encoding.ASCII.GetBytes(JsonShapes.LineOf(row) + "\n");

    public bool TryRead(ReadOnlySpan<byte> line, out ScanMark mark)
    {
        mark = default;
        if (line is not [(byte)'{', .., (byte)'}'])
        {
            return false;
        }

        try
        {
            return TryRead(new Utf8JsonReader(line), out mark);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // What is before mx is all there is to know; the hosts are passed over unread, and most of a row is hosts.
    private static bool TryRead(Utf8JsonReader json, out ScanMark mark)
    {
        mark = default;
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string name = json.GetString()!;
            if (name == "mx")
            {
                return mark is { Number: > 0, Text: not null, Verdict: not null };
            }

            json.Read();
            if (name == "n")
            {
                if (json.TokenType != JsonTokenType.Number || !json.TryGetInt64(out long number))
                {
                    return false;
                }

                mark = mark with { Number = number };
            }
            else if (json.TokenType == JsonTokenType.String)
            {
                mark = name switch
                {
                    "domain" => mark with { Text = json.GetString()! },
                    "verdict" => mark with { Verdict = json.GetString()! },
                    "mxSecurity" => mark with { MxSecurity = json.GetString() },
                    "error" => mark with { Error = json.GetString() },
                    _ => mark,
                };
            }
        }

        return false;
    }
}

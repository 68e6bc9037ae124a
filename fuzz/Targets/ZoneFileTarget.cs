using System.Text;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Fuzz.Targets;

/// <summary>A whole zone file. Written again it holds the same records.</summary>
internal sealed class ZoneFileTarget : IFuzzTarget
{
    private static readonly DomainName Origin = DomainName.Parse("example.");

    public string Name => "ZoneFile";

    public IReadOnlyList<string> Parts { get; } =
    [
        "Resolver.Wire.Text.ZoneFileReader", "Resolver.Wire.Text.ZoneFileWriter", "Resolver.Wire.Text.ZoneFileLexer",
        "Resolver.Wire.Text.ZoneFileEntry",
    ];

    public IReadOnlyList<string> Words { get; } =
    [
        "\n", "\r\n", "$ORIGIN ", "$TTL ", "$INCLUDE ", "$GENERATE ", "(", ")", ";", "\"", "\\", "@", " IN ", " A 192.0.2.1\n", " NS ns\n", " TXT \"a\" b\n",
        " MX 10 mx\n", " SOA ns hostmaster 1 2 3 4 5\n", " TLSA 3 1 1 00\n", @" TYPE65280 \# 1 00",
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        string text = Encoding.UTF8.GetString(input);
        if (!ZoneFileReader.TryParse(text, Origin, out IReadOnlyList<ResourceRecord> records, out string? why))
        {
            BrokenPromiseException.Unless(why.StartsWith("line ", StringComparison.Ordinal) && records.Count == 0, "what is refused has a line");
            return;
        }

        bool read = ZoneFileReader.TryParse(
            ZoneFileWriter.ToText(records), DomainName.Root, out IReadOnlyList<ResourceRecord> again, out string? fault);
        BrokenPromiseException.Unless(read, $"what is written is read: {fault}");
        BrokenPromiseException.Unless(records.SequenceEqual(again), "and holds the same records");
    }
}

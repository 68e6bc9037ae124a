using System.Diagnostics.CodeAnalysis;
using DaneCore.Lab.Authority;
using DaneCore.Resolver.Anchors;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Sources.Iterating;
using DaneCore.Resolver.Validation;

namespace DaneCore.Cli.Options;

/// <summary>Readers for options that name files of DNS data.</summary>
internal static class DnsFiles
{
    public static bool Anchors(string path, [NotNullWhen(true)] out TrustAnchorSet? anchors, [NotNullWhen(false)] out string? why)
    {
        anchors = null;
        if (!InputFile.TryReadOctets(path, out byte[]? octets, out why))
        {
            return false;
        }

        bool read = AnchorFile.TryRead(octets, out anchors, out string? fault);
        why = read ? null : $"{path}: {fault}; write DS or DNSKEY records, one a line, as a zone file has them, or give IANA's root-anchors.xml";
        return read;
    }

    public static bool RootHints(string path, [NotNullWhen(true)] out RootHints? hints, [NotNullWhen(false)] out string? why)
    {
        hints = null;
        if (!InputFile.TryReadText(path, out string? text, out why))
        {
            return false;
        }

        bool read = Resolver.Sources.Iterating.RootHints.TryParse(text, out hints, out string? fault);
        why = read ? null : $"{path}: {fault}; write the root's NS records and their addresses, as named.root of IANA has them";
        return read;
    }

    public static bool Recording(string path, [NotNullWhen(true)] out Recording? recording, [NotNullWhen(false)] out string? why)
    {
        recording = null;
        if (!InputFile.TryReadText(path, out string? text, out why))
        {
            return false;
        }

        bool read = RecordingReader.TryParse(text, out recording, out string? fault);
        why = read ? null : $"{path} is no recording: {fault}; name a file that 'danecore record' wrote";
        return read;
    }

    public static bool Zones(string folder, [NotNullWhen(true)] out ZoneSet? zones, [NotNullWhen(false)] out string? why)
    {
        bool read = ZoneFolder.TryLoad(folder, out zones, out string? fault);
        why = read ? null : $"{fault}; name a folder of zone files, one zone each, called *.zone";
        return read;
    }
}

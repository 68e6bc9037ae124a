using System.Diagnostics.CodeAnalysis;
using System.Text;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Wire;

namespace DaneCore.Lab.Authority;

/// <summary>
/// A folder of zone files, <c>*.zone</c>, each one zone, signed or not; the apex is where its SOA stands. Served as it is: a
/// folder of broken zones is as good as one of sound ones.
/// </summary>
public static class ZoneFolder
{
    private const string Extension = ".zone";
    private const string RootFileName = "root" + Extension;

    /// <summary>Reads every zone file of the folder; false with the file and the line that could not be read.</summary>
    public static bool TryLoad(string folder, [NotNullWhen(true)] out ZoneSet? zones, [NotNullWhen(false)] out string? why)
    {
        zones = null;
        why = null;
        string[] files;
        List<SignedZone> read = [];
        try
        {
            files = Directory.GetFiles(folder, "*" + Extension);
            Array.Sort(files, StringComparer.Ordinal);
            foreach (string file in files)
            {
                if (!ZoneContent.TryParse(File.ReadAllText(file), out ZoneContent? content, out string? whyNot))
                {
                    why = $"{file}: {whyNot}";
                    return false;
                }

                if (read.Any(zone => zone.Apex.Equals(content.Apex)))
                {
                    why = $"{file}: another file holds the zone {content.Apex} as well";
                    return false;
                }

                read.Add(SignedZone.AsIs(content));
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            why = $"{folder}: {fault.Message}";
            return false;
        }

        if (files.Length == 0)
        {
            why = $"{folder}: there is no file *{Extension} in it";
            return false;
        }

        zones = new ZoneSet(read);
        return true;
    }

    /// <summary>Writes one file per zone, named for its apex; what else is in the folder stays.</summary>
    public static void Save(string folder, ZoneSet zones)
    {
        ArgumentNullException.ThrowIfNull(zones);
        Directory.CreateDirectory(folder);
        foreach (SignedZone zone in zones.Zones)
        {
            File.WriteAllText(Path.Combine(folder, FileNameOf(zone.Apex)), zone.ToZoneFile(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
    }

    // Octets that file systems may dislike stand as %HH.
    private static string FileNameOf(DomainName apex)
    {
        if (apex.IsRoot)
        {
            return RootFileName;
        }

        StringBuilder name = new();
        for (int label = 0; label < apex.LabelCount; label++)
        {
            foreach (byte octet in apex.ToCanonical().Label(label))
            {
                name.Append(octet is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'_'
                    ? ((char)octet).ToString()
                    : $"%{octet:X2}");
            }

            name.Append(label == apex.LabelCount - 1 ? "" : ".");
        }

        return name.Append(Extension).ToString();
    }
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace DaneCore.Interop.Tests.Table.Asking;

/// <summary>The validator of BIND, as a command. It says of each record set what it thinks; the weakest counts.</summary>
internal sealed partial class Delv(TableServers servers, string anchors, string folder) : IPeer
{
    public string Name => "delv";

    public async Task<string> VersionAsync()
    {
        (_, string output, string errors) = await Tool.TryRunAsync(folder, "delv", "-v");
        return (output + errors).Trim()["delv ".Length..];
    }

    public async Task<PeerVerdict> AskAsync(string name, string type)
    {
        (_, string output, string errors) = await Tool.TryRunAsync(
            folder, "delv", $"@{servers.Forwarder.Address}", "-p", servers.Forwarder.Port.ToString(CultureInfo.InvariantCulture), "-a", anchors, "+root=.", "-t", type, "-q", name);
        string said = output + errors;
        return new PeerVerdict(
            said.Contains("timed out", StringComparison.Ordinal) ? PeerVerdict.None
            : Failure().IsMatch(said) ? PeerVerdict.Bogus
            : said.Contains("unsigned answer", StringComparison.Ordinal) || said.Contains("negative response, unsigned", StringComparison.Ordinal) ? PeerVerdict.Insecure
            : said.Contains("fully validated", StringComparison.Ordinal) ? PeerVerdict.Secure
            : PeerVerdict.None,
            said);
    }

    /// <summary>The DS records of the root in the form that BIND reads.</summary>
    public static async Task<string> WriteAnchorsAsync(string folder, string delegations)
    {
        string file = Path.Combine(folder, "anchors.delv");
        IEnumerable<string> lines =
            from line in delegations.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            let fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            select $". static-ds {fields[3]} {fields[4]} {fields[5]} \"{string.Concat(fields[6..])}\";\n";
        await File.WriteAllTextAsync(file, $"trust-anchors {{\n{string.Concat(lines)}}};\n");
        return file;
    }

    // A negative answer counts as failed too, with words of its own.
    [GeneratedRegex("resolution failed: (?!ncache)")]
    private static partial Regex Failure();
}

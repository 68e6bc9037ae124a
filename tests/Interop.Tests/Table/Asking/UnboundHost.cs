namespace DaneCore.Interop.Tests.Table.Asking;

/// <summary>The validator of Unbound, as a command. It says of each line what it thinks, in brackets.</summary>
internal sealed class UnboundHost(TableServers servers, string folder) : IPeer
{
    public string Name => "unbound-host";

    public async Task<string> VersionAsync()
    {
        (_, string output, string errors) = await Tool.TryRunAsync(folder, "unbound-host", "-h");
        return (output + errors).Split('\n').First(line => line.StartsWith("Version ", StringComparison.Ordinal))["Version ".Length..].Trim();
    }

    public async Task<PeerVerdict> AskAsync(string name, string type)
    {
        (_, string output, string errors) = await Tool.TryRunAsync(folder, "unbound-host", "-v", "-C", servers.AskerFile, "-t", type, name);
        string said = output + errors;
        return new PeerVerdict(
            said.Contains("(BOGUS", StringComparison.Ordinal) ? PeerVerdict.Bogus
            : said.Contains("(insecure)", StringComparison.Ordinal) ? PeerVerdict.Insecure
            : said.Contains("(secure)", StringComparison.Ordinal) ? PeerVerdict.Secure
            : PeerVerdict.None,
            said);
    }
}

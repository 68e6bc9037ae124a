using System.Globalization;

namespace DaneCore.Interop.Tests.Table.Asking;

/// <summary>The validator of ldns, as a command: it chases signatures from the answer upwards to a key it knows.</summary>
internal sealed class Drill(TableServers servers, string keys, string folder) : IPeer
{
    // The same words for a name that is proved to be unsigned and for one whose keys are missing: no verdict.
    private const string NoKeys = "No trusted keys found in tree: first error was: No DNSSEC public key(s)";

    public string Name => "drill";

    public async Task<string> VersionAsync() => (await Tool.TryRunAsync(folder, "drill", "-v")).Output.Split('\n')[0]["drill version ".Length..].Trim();

    public async Task<PeerVerdict> AskAsync(string name, string type)
    {
        (int code, string output, string errors) = await Tool.TryRunAsync(
            folder, "drill", "-4", "-S", "-k", keys, "-p", servers.Forwarder.Port.ToString(CultureInfo.InvariantCulture), name, $"@{servers.Forwarder.Address}", type);
        string said = output + errors;
        return new PeerVerdict(
            said.Contains("Chase successful", StringComparison.Ordinal) ? PeerVerdict.Secure
            : code > 128 || said.Contains(NoKeys, StringComparison.Ordinal) ? PeerVerdict.None
            : PeerVerdict.Bogus,
            string.Create(CultureInfo.InvariantCulture, $"[exit {code}] {said}"));
    }
}

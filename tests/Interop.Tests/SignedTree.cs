namespace DaneCore.Interop.Tests;

/// <summary>
/// A tree of zones in a folder: a root, <c>test.</c>, and zones below it, signed by the tools of BIND and ldns. Every zone ends as
/// one file that a server can load; <see cref="AnchorFile"/> holds the DS of the root.
/// </summary>
internal sealed class SignedTree(string folder)
{
    private const string Top = """
        $TTL 300
        @ SOA ns.test. hostmaster.test. 1 7200 3600 1209600 300
        @ NS ns.test.

        """;

    private readonly List<(string Apex, string File)> _zones = [];
    private readonly Dictionary<string, string> _delegations = [];

    public string Folder { get; } = folder;

    public string AnchorFile => Path.Combine(Folder, "anchor.ds");

    public IReadOnlyList<(string Apex, string File)> Zones => _zones;

    /// <summary>A zone below test, signed by BIND.</summary>
    public async Task SignByBindAsync(string apex, string records, SigningWindow? window = null, bool nsec3 = false, string algorithm = "ECDSAP256SHA256")
    {
        string key = (await Tool.RunAsync(Folder, "dnssec-keygen", "-a", algorithm, "-f", "KSK", apex)).Trim();
        string file = await WriteAsync(apex, Text(records) + await File.ReadAllTextAsync(Path.Combine(Folder, key + ".key")));
        List<string> arguments = ["-z", "-P", "-o", apex, "-f", file + ".signed"];
        if (window is not null)
        {
            arguments.AddRange(["-s", window.StartText, "-e", window.EndText]);
        }

        if (nsec3)
        {
            arguments.AddRange(["-3", "-", "-H", "0"]);
        }

        await Tool.RunAsync(Folder, "dnssec-signzone", [.. arguments, file, key]);
        _zones.Add((apex, file + ".signed"));
        _delegations[apex] = await Tool.RunAsync(Folder, "dnssec-dsfromkey", "-2", key + ".key");
    }

    /// <summary>A zone below test, signed by ldns, which also writes the DS.</summary>
    public async Task SignByLdnsAsync(string apex, string records)
    {
        string key = (await Tool.RunAsync(Folder, "ldns-keygen", "-a", "ECDSAP384SHA384", "-k", apex)).Trim();
        string file = await WriteAsync(apex, $"$ORIGIN {apex}.\n" + Text(records));
        await Tool.RunAsync(Folder, "ldns-signzone", "-n", "-f", file + ".signed", file, key);
        _zones.Add((apex, file + ".signed"));
        _delegations[apex] = await File.ReadAllTextAsync(Path.Combine(Folder, key + ".ds"));
    }

    /// <summary>A zone that is not signed; with a DS it looks as if it had lost all signatures.</summary>
    public async Task LeaveUnsignedAsync(string apex, string records, string? delegation = null)
    {
        _zones.Add((apex, await WriteAsync(apex, Text(records))));
        _delegations[apex] = delegation ?? "";
    }

    /// <summary>Puts a DS in place of the zone's own.</summary>
    public void Delegate(string apex, string delegation) => _delegations[apex] = delegation;

    /// <summary>Signs test and the root over what has been made so far.</summary>
    public async Task FinishAsync()
    {
        string delegated = string.Concat(_delegations.Select(child => $"{child.Key}. NS ns.test.\n{child.Value}\n"));
        await SignByBindAsync("test", "ns A 127.0.0.1\n" + delegated);
        await SignByBindAsync(".", "test. NS ns.test.\nns.test. A 127.0.0.1\n" + _delegations["test"], algorithm: "RSASHA256");
        await File.WriteAllTextAsync(AnchorFile, _delegations["."]);
    }

    private static string Text(string records) => Top + records.ReplaceLineEndings("\n") + "\n";

    private async Task<string> WriteAsync(string apex, string text)
    {
        string file = Path.Combine(Folder, apex == "." ? "root.zone" : apex + ".zone");
        await File.WriteAllTextAsync(file, text);
        return file;
    }
}

using DaneCore.Lab.Authority;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Wire;

namespace DaneCore.Cli.Tests;

/// <summary>
/// A folder of zone files and a file with their trust anchor, as a user would keep them: a signed root, <c>lab.</c> and
/// <c>example.lab.</c>, an unsigned <c>plain.lab.</c>, and <c>forged.lab.</c>, whose address was changed after signing.
/// </summary>
internal sealed class TestInternet : IDisposable
{
    public const string At = "2026-06-15T12:00:00Z";

    private static readonly DateTimeOffset Now = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);

    private readonly Scratch _scratch = new();

    /// <summary>Writes the files; <paramref name="lines"/> are more lines of <c>example.lab.</c></summary>
    public TestInternet(string lines = "")
    {
        SignedZone example = Sign("example.lab", "www A 192.0.2.1\nalias CNAME www\ntxt TXT \"\\027[31mred\\226\\128\\174\"\n" + lines);
        var forged = SignedZone.AsIs(new ZoneContent(
            DomainName.Parse("forged.lab"),
            Sign("forged.lab", "www A 192.0.2.2\n").Records.Select(record =>
                record.Type == RecordType.A && ResourceRecord.TryParse("www.forged.lab. 3600 IN A 198.51.100.66", out ResourceRecord? changed, out _) ? changed : record)));
        var plain = SignedZone.AsIs(ZoneContent.Parse("plain.lab", "www A 192.0.2.3\n"));
        SignedZone lab = Sign(
            "lab",
            "example NS ns1.example\nns1.example A 192.0.2.53\nplain NS ns1.plain\nns1.plain A 192.0.2.53\nforged NS ns1.forged\nns1.forged A 192.0.2.53\n",
            example,
            forged);
        SignedZone root = Sign(".", "lab NS ns1.lab\nns1.lab A 192.0.2.53\n", lab);
        Zones = new ZoneSet(root, lab, example, forged, plain);
        ZoneFolder.Save(Folder, Zones);
        Anchor = _scratch.Write("root.ds", string.Join('\n', root.DelegationSigners(DigestType.Sha256)));
    }

    public ZoneSet Zones { get; }

    public string Folder => _scratch.Path("zones");

    public string Anchor { get; }

    /// <summary>The options that make a command live here.</summary>
    public string[] Options => ["--zones", Folder, "--trust-anchor", Anchor, "--at", At];

    public string Path(string name) => _scratch.Path(name);

    public void Dispose() => _scratch.Dispose();

    private static SignedZone Sign(string apex, string lines, params SignedZone[] children) => ZoneSigner.Sign(
        ZoneContent.Parse(apex, lines).With(children.SelectMany(child => child.DelegationSigners(DigestType.Sha256))),
        SigningPlan.Simple(apex, Now.AddDays(-7), Now.AddDays(7)));
}

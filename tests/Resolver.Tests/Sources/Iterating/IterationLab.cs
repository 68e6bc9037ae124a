using System.Net;
using DaneCore.Lab;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Faults;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Sources.Iterating;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Resolver.Tests.Sources.Iterating;

/// <summary>
/// A signed root, <c>lab.</c> and <c>other.</c>, and below them zones with two servers each. The last octet but one of an address says the
/// zone, the last one which of its servers. What a test wants otherwise it says in lines of zone text and in faults by address.
/// </summary>
internal sealed class IterationLab : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, string> _zones = new(StringComparer.Ordinal)
    {
        ["."] = Two(0),
        ["lab"] = Two(1),
        ["other"] = Two(2),
        ["example.lab"] = Two(3) + "www A 192.0.2.80\nalias CNAME www\nout CNAME www.elsewhere.other.\ndeep.ent TXT \"x\"\n@ MX 10 mx\nmx A 192.0.2.25\n_25._tcp.mx TLSA 3 1 1 " + new string('a', 64) + "\n",
        ["elsewhere.other"] = Two(4) + "www A 192.0.2.81\n",
    };

    private readonly Dictionary<IPAddress, IReplyFault[]> _faults = [];
    private readonly HashSet<string> _unsigned = new(StringComparer.Ordinal);
    private IteratingSource? _source;

    public FakeTimeProvider Clock { get; } = new(Now);

    public IterationLimits Limits { get; init; } = new();

    public Func<ushort>? Draw { get; init; }

    public LabInternet Internet => field ??= new LabInternet(Zones, _faults);

    public ZoneSet Zones => field ??= Sign();

    public IteratingSource Source => _source ??= Open(Internet.RootHints);

    /// <summary>Each sighting as <c>zone.server name type</c>, in order.</summary>
    public IReadOnlyList<string> Seen => [.. Internet.Seen.Select(Short)];

    public static IPAddress Address(int zone, int server) => new([127, 9, (byte)zone, (byte)server]);

    public static string Two(int zone) => $"@ NS ns1\n@ NS ns2\nns1 A 127.9.{zone}.1\nns2 A 127.9.{zone}.2\n";

    public static ResourceRecord Record(string line) =>
        ResourceRecord.TryParse(line, out ResourceRecord? record, out string? why) ? record : throw new FormatException(why);

    /// <summary>More lines for a zone, or a new zone.</summary>
    public IterationLab With(string zone, string lines)
    {
        _zones[zone] = _zones.GetValueOrDefault(zone, "") + lines + "\n";
        return this;
    }

    /// <summary>Other lines for a zone.</summary>
    public IterationLab Instead(string zone, string lines)
    {
        _zones[zone] = lines + "\n";
        return this;
    }

    public IterationLab Unsigned(string zone)
    {
        _unsigned.Add(zone);
        return this;
    }

    /// <summary>Faults at both servers of a zone, or at one.</summary>
    public IterationLab Fault(int zone, int? server, params IReplyFault[] faults)
    {
        foreach (int each in server is { } one ? [one] : (int[])[1, 2])
        {
            _faults[Address(zone, each)] = faults;
        }

        return this;
    }

    public IteratingSource Open(RootHints hints)
    {
        ushort drawn = 0;
        return new(
            hints,
            Limits,
            Internet.Transports(),
            Clock,
            Draw ?? (() => (ushort)((drawn++ * 40503) & 0xFFFF)),
            port: 53);
    }

    public ValueTask<SourceReply> AskAsync(string name, RecordType type, int place = 0) =>
        Source.AskAsync(new Question(DomainName.Parse(name), type), place, TestContext.Current.CancellationToken);

    public async Task<Answer> LookupAsync(string name, RecordType type)
    {
        await using StubResolver resolver = new(Source, Options());
        return await resolver.LookupAsync(DomainName.Parse(name), type, TestContext.Current.CancellationToken);
    }

    public ResolverOptions Options()
    {
        SignedZone root = Zones.Find(DomainName.Root)!;
        return new() { Anchors = new TrustAnchorSet([TrustAnchor.FromKey(DomainName.Root, root.Keys.First())]), Clock = Clock };
    }

    public ValueTask DisposeAsync() => _source?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static string Short(LabSighting sighting)
    {
        byte[] octets = sighting.Server.GetAddressBytes();
        string server = octets is [127, 9, ..] ? $"{octets[2]}.{octets[3]}" : sighting.Server.ToString();
        string kind = sighting.Query.Transport == LabTransport.Stream ? " tcp" : "";
        return $"{server} {sighting.Query.Question!.Name.ToCanonical()} {RecordTypes.ToText(sighting.Query.Question.Type)}{kind}";
    }

    private ZoneSet Sign()
    {
        ZoneTree tree = new();
        foreach ((string apex, string text) in _zones)
        {
            tree.Add(
                ZoneContent.Parse(apex, text),
                _unsigned.Contains(apex) ? null : SigningPlan.Simple(apex, Now.AddDays(-7), Now.AddDays(7)));
        }

        return tree.Sign();
    }
}

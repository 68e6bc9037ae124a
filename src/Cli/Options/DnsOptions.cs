using System.CommandLine;
using System.CommandLine.Parsing;
using System.Security.Cryptography.X509Certificates;
using DaneCore.Lab.Authority;
using DaneCore.Resolver;
using DaneCore.Resolver.Anchors;
using DaneCore.Resolver.Sources;
using DaneCore.Resolver.Sources.Iterating;
using DaneCore.Resolver.Validation;

namespace DaneCore.Cli.Options;

/// <summary>The options of every command that asks DNS.</summary>
internal sealed class DnsOptions(string timeoutMeans = "Over all")
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(15);

    private readonly Option<IReadOnlyList<UpstreamServer>> _servers = Reading.Many<UpstreamServer>(
        "--server",
        "ADDR[:PORT]",
        "Server to ask, untrusted; repeatable. Default: the system's resolvers. tls://ADDR[:PORT]#NAME asks over TLS and https://HOST/PATH over HTTPS; "
        + "#NAME or #pin-sha256=BASE64, or both with a comma between, say whom to reach there",
        ServerText.TryRead);

    private readonly Option<X509Certificate2Collection> _serverRoots = Reading.One<X509Certificate2Collection>(
        "--server-ca", "FILE", "Roots in PEM that vouch for tls:// and https:// servers; default the system's", CertificateFiles.ServerRoots);

    private readonly Option<bool> _iterate = new("--iterate") { Description = "Ask no resolver: walk from the root servers" };

    private readonly Option<bool> _noIterate = new("--no-iterate")
    {
        Description = "Never walk from the root, even where no resolver can carry DNSSEC",
    };

    private readonly Option<RootHints> _hints = Reading.One<RootHints>(
        "--root-hints", "FILE", "Walk from these root servers (a file like named.root) instead of IANA's", DnsFiles.RootHints);

    private readonly Option<int> _authorityPort = Reading.OneOr<int>(
        "--authority-port", "PORT", "The port of all servers on a walk from the root; for networks made for tests", new ResolverOptions().AuthorityPort, ServerText.TryReadPort);

    private readonly Option<Recording> _replay = Reading.One<Recording>(
        "--replay", "FILE", "Answer from a recording instead of the network, as of its time unless --at is given", DnsFiles.Recording);

    private readonly Option<ZoneSet> _zones = Reading.One<ZoneSet>(
        "--zones", "DIR", "Answer from a folder of zone files (*.zone) instead of the network", DnsFiles.Zones);

    private readonly Option<IReadOnlyList<TrustAnchorSet>> _anchors = Reading.Many<TrustAnchorSet>(
        "--trust-anchor", "FILE", "DS and DNSKEY records to trust instead of IANA's root anchors", DnsFiles.Anchors);

    private readonly Option<string> _anchorState = Reading.One<string>(
        "--anchor-state", "FILE", "Follow key rolls (RFC 5011) and keep what is learnt in FILE", OptionText.Path);

    private readonly Option<DateTimeOffset> _at = CommonOptions.At();

    private readonly Option<IReadOnlyList<NegativeTrustAnchor>> _negative = Reading.Many<NegativeTrustAnchor>(
        "--negative-trust-anchor", "NAME[@TIME]", "Validate nothing at and below NAME, until TIME (RFC 7646); repeatable", OptionText.Negative);

    private readonly Option<bool> _noPrivate = new("--no-default-negative-trust-anchors")
    {
        Description = "Names for private use (RFC 6303, RFC 6761) get no leave to be unsigned, and localhost is asked for",
    };

    private readonly Option<TimeSpan> _skew = Reading.One<TimeSpan>(
        "--clock-skew", "SECONDS", "How far outside its window a signature may be, 3600 at most; default none", OptionText.Skew);

    private readonly Option<string> _sha1 = Reading.One<string>(
        "--sha1", "insecure|validate", "What algorithms 5 and 7 and DS digest 1 count for; default insecure (RFC 9905)", OptionText.Sha1);

    private readonly Option<int> _iterations = Reading.OneOr<int>(
        "--nsec3-iterations", "N", "Above N a zone counts as insecure", new ValidationPolicy().MaxNsec3Iterations, OptionText.Iterations);

    private readonly Option<bool> _json = CommonOptions.Json();

    private readonly Option<bool> _explain = new("--explain") { Description = "Show the evidence, step by step" };

    private readonly Option<TimeSpan> _timeout = Reading.Seconds("--timeout", timeoutMeans, DefaultTimeout);

    public void AddTo(Command command)
    {
        foreach (Option option in (ReadOnlySpan<Option>)
            [_servers, _serverRoots, _iterate, _noIterate, _hints, _authorityPort, _replay, _zones, _anchors, _anchorState, _at, _negative, _noPrivate, _skew, _sha1, _iterations, _json, _explain, _timeout])
        {
            command.Add(option);
        }

        command.Validators.Add(line =>
        {
            // What cannot be read at all has its complaint already.
            if (!line.Children.Any(child => child.Errors.Any()) && TrackerOf(line, TimeProvider.System, out string? why) is null && why is not null)
            {
                line.AddError($"--anchor-state: {why}");
            }

            if (new Option[] { _servers, _iterate, _replay, _zones }.Count(option => Reading.IsGiven(line, option)) > 1)
            {
                line.AddError("--server, --iterate, --replay and --zones exclude one another: give one of them");
            }

            if (Reading.IsGiven(line, _noIterate) && new Option[] { _iterate, _hints, _authorityPort }.Any(option => Reading.IsGiven(line, option)))
            {
                line.AddError("--no-iterate forbids the walk that --iterate, --root-hints and --authority-port are about: leave one of them out");
            }
        });
    }

    public DnsSettings Read(ParseResult line, TimeProvider clock) => new()
    {
        Servers = line.GetValue(_servers) ?? [],
        Iterate = line.GetValue(_iterate),
        IteratesAsLastResort = !line.GetValue(_noIterate),
        RootHints = line.GetValue(_hints) ?? RootHints.Iana,
        AuthorityPort = line.GetValue(_authorityPort),
        ServerRoots = line.GetValue(_serverRoots),
        Recording = line.GetValue(_replay),
        Zones = line.GetValue(_zones),
        Anchors = AnchorsOf(line.CommandResult),
        AnchorTracker = TrackerOf(line.CommandResult, clock, out _),
        Policy = PolicyOf(line.CommandResult),
        Clock = ClockOf(line.CommandResult, clock),
        Timeout = Reading.SecondsOr(line, _timeout, DefaultTimeout),
        AsJson = line.GetValue(_json),
        Explains = line.GetValue(_explain),
    };

    /// <summary>True when somebody says how long to wait.</summary>
    public bool IsBounded(CommandResult line) => Reading.IsGiven(line, _timeout);

    /// <summary>True when key rolls are followed.</summary>
    public bool IsFollowing(CommandResult line) => line.GetValue(_anchorState) is not null;

    public bool IsJson(CommandResult line) => line.GetValue(_json);

    public bool IsExplaining(CommandResult line) => line.GetValue(_explain);

    /// <summary>True when the line says where to ask, so that asking was meant.</summary>
    public bool NamesSource(CommandResult line) =>
        new Option[] { _servers, _iterate, _replay, _zones }.Any(option => Reading.IsGiven(line, option));

    private TrustAnchorSet AnchorsOf(CommandResult line) => line.GetValue(_anchors) is { Count: > 0 } files
        ? new TrustAnchorSet(files.SelectMany(file => file.Anchors))
        : TrustAnchorSet.Iana;

    private ValidationPolicy PolicyOf(CommandResult line) => new()
    {
        ValidateSha1 = line.GetValue(_sha1) == OptionText.Sha1Validate,
        MaxNsec3Iterations = line.GetValue(_iterations),
        NegativeTrustAnchors = line.GetValue(_negative) ?? [],
        PrivateZonesAreInsecure = !line.GetValue(_noPrivate),
        ClockSkew = line.GetValue(_skew),
    };

    private TimeProvider ClockOf(CommandResult line, TimeProvider otherwise) =>
        Reading.IsGiven(line, _at) ? new PinnedClock(line.GetValue(_at))
        : line.GetValue(_replay) is { } recording ? new PinnedClock(recording.At)
        : otherwise;

    // Opened while the line is read, and again when its command starts: an unreadable file is found before anything is done.
    private AnchorTracker? TrackerOf(CommandResult line, TimeProvider clock, out string? why)
    {
        why = null;
        return line.GetValue(_anchorState) is { } path
            && AnchorTracker.TryOpen(path, AnchorsOf(line), PolicyOf(line), ClockOf(line, clock), out AnchorTracker? tracker, out why)
                ? tracker
                : null;
    }
}

namespace DaneCore.Resolver.Anchors
{
    public static class AnchorFile
    {
        public static bool TryRead(System.ReadOnlySpan<byte> octets, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DaneCore.Resolver.Validation.TrustAnchorSet? anchors, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? why) { }
    }
    public sealed class AnchorRefresh : System.IEquatable<DaneCore.Resolver.Anchors.AnchorRefresh>
    {
        public AnchorRefresh(DaneCore.Resolver.Wire.DomainName Zone, DaneCore.Resolver.Validation.Reason? Why, System.Collections.Generic.IReadOnlyList<string> Changes) { }
        public System.Collections.Generic.IReadOnlyList<string> Changes { get; init; }
        public string? NotKept { get; init; }
        public DaneCore.Resolver.Validation.Reason? Why { get; init; }
        public DaneCore.Resolver.Wire.DomainName Zone { get; init; }
    }
    public static class AnchorSignatureCheck
    {
        public const int MostOctets = 65536;
        public static bool TryRead(System.ReadOnlySpan<byte> xml, System.ReadOnlySpan<byte> signature, System.DateTimeOffset at, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DaneCore.Resolver.Validation.TrustAnchorSet? anchors, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? why) { }
    }
    public enum AnchorState
    {
        Start = 0,
        AddPend = 1,
        Valid = 2,
        Missing = 3,
        Revoked = 4,
        Removed = 5,
    }
    public sealed class AnchorTracker : System.IDisposable
    {
        public DaneCore.Resolver.Validation.TrustAnchorSet Current { get; }
        public bool IsDue { get; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Anchors.TrackedZone> Zones { get; }
        public System.Threading.Tasks.ValueTask<System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Anchors.AnchorRefresh>> AdoptAsync(DaneCore.Resolver.Validation.TrustAnchorSet more, System.Threading.CancellationToken stop = default) { }
        public void Dispose() { }
        public System.Threading.Tasks.ValueTask<System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Anchors.AnchorRefresh>> RefreshAsync(DaneCore.Resolver.Sources.ISource source, System.TimeSpan time, bool evenIfNotDue = false, System.Threading.CancellationToken stop = default) { }
        public static bool TryOpen(string path, DaneCore.Resolver.Validation.TrustAnchorSet given, DaneCore.Resolver.Validation.ValidationPolicy policy, System.TimeProvider clock, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DaneCore.Resolver.Anchors.AnchorTracker? tracker, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? why) { }
    }
    public sealed class RootAnchorDownload
    {
        public static readonly System.Uri AnchorsAddress;
        public static readonly System.Uri SignatureAddress;
        public RootAnchorDownload(System.Net.Http.HttpClient client, System.TimeSpan time, System.TimeProvider clock) { }
        [return: System.Runtime.CompilerServices.TupleElementNames(new string[] {
                "Xml",
                "Signature",
                "Why"})]
        public System.Threading.Tasks.Task<System.ValueTuple<byte[], byte[], string?>> FetchAsync(System.Threading.CancellationToken stop = default) { }
    }
    public static class RootAnchorsXml
    {
        public const int MostOctets = 131072;
        public static bool TryRead(System.ReadOnlySpan<byte> octets, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DaneCore.Resolver.Validation.TrustAnchorSet? anchors, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? why) { }
    }
    public sealed class TrackedKey : System.IEquatable<DaneCore.Resolver.Anchors.TrackedKey>
    {
        public TrackedKey(DaneCore.Resolver.Wire.Rdata.Rdata Data, DaneCore.Resolver.Anchors.AnchorState State, System.DateTimeOffset Since) { }
        public DaneCore.Resolver.Wire.Rdata.Rdata Data { get; init; }
        public System.DateTimeOffset? HoldUntil { get; init; }
        public bool IsTrusted { get; }
        public System.Collections.Generic.IReadOnlyList<string> SeenUnder { get; init; }
        public System.DateTimeOffset Since { get; init; }
        public DaneCore.Resolver.Anchors.AnchorState State { get; init; }
        public int Tag { get; }
        public System.DateTimeOffset? ValidUntil { get; init; }
        public bool IsTrustedAt(System.DateTimeOffset instant) { }
    }
    public sealed class TrackedZone : System.IEquatable<DaneCore.Resolver.Anchors.TrackedZone>
    {
        public TrackedZone(DaneCore.Resolver.Wire.DomainName Name, System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Anchors.TrackedKey> Keys) { }
        public bool IsRevoked { get; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Anchors.TrackedKey> Keys { get; init; }
        public System.DateTimeOffset? LastSeen { get; init; }
        public System.DateTimeOffset? LastTried { get; init; }
        public DaneCore.Resolver.Wire.DomainName Name { get; init; }
        public System.DateTimeOffset? NewestInception { get; init; }
        public System.DateTimeOffset? NextTry { get; init; }
        public System.TimeSpan OriginalTtl { get; init; }
        public System.TimeSpan SignatureLife { get; init; }
        public bool IsDueAt(System.DateTimeOffset now) { }
    }
}
namespace DaneCore.Resolver
{
    public sealed class Answer : System.IEquatable<DaneCore.Resolver.Answer>
    {
        public Answer() { }
        public System.TimeSpan Age { get; init; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Validation.AliasHop> Aliases { get; init; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Wire.ResourceRecord> Authority { get; init; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Wire.ResourceRecord> Chain { get; init; }
        public System.TimeSpan ClockSkewUsed { get; }
        public required DaneCore.Resolver.Wire.ResponseCode Code { get; init; }
        public System.TimeSpan Elapsed { get; init; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Validation.Evidence> Evidence { get; init; }
        public required DaneCore.Resolver.Wire.DomainName FinalName { get; init; }
        public bool FromCache { get; init; }
        public bool IsNegative { get; }
        public bool IsUsable { get; }
        public System.DateTimeOffset JudgedAt { get; init; }
        public bool NobodyAnswered { get; init; }
        public int Queries { get; init; }
        public required DaneCore.Resolver.Wire.Question Question { get; init; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Wire.ResourceRecord> Records { get; init; }
        public System.Collections.Generic.IReadOnlyList<string> Remarks { get; init; }
        public int RoundTrips { get; init; }
        public DaneCore.Resolver.SecureRecords? Secure { get; init; }
        public required DaneCore.Resolver.Validation.SecurityStatus Security { get; init; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Sources.UpstreamReport> Upstream { get; init; }
        public DaneCore.Resolver.Wire.ResponseCode? UpstreamCode { get; init; }
        public System.DateTimeOffset ValidUntil { get; init; }
        public DaneCore.Resolver.Validation.Reason? Why { get; init; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Validation.Explaining.ExplanationStep> Explain() { }
    }
    public interface ISecureResolver
    {
        System.Threading.Tasks.ValueTask<DaneCore.Resolver.Answer> LookupAsync(DaneCore.Resolver.Wire.DomainName name, DaneCore.Resolver.Wire.RecordType type, System.Threading.CancellationToken stop = default);
    }
    public sealed class ResolverOptions : System.IEquatable<DaneCore.Resolver.ResolverOptions>
    {
        public ResolverOptions() { }
        public DaneCore.Resolver.Anchors.AnchorTracker? AnchorTracker { get; init; }
        public DaneCore.Resolver.Validation.TrustAnchorSet Anchors { get; init; }
        public int AuthorityPort { get; init; }
        public DaneCore.Resolver.Cache.CacheOptions? Cache { get; init; }
        public System.TimeProvider Clock { get; init; }
        public bool Iterate { get; init; }
        public bool IteratesAsLastResort { get; init; }
        public DaneCore.Resolver.Sources.Iterating.IterationLimits Iteration { get; init; }
        public DaneCore.Resolver.Validation.ValidationLimits Limits { get; init; }
        public Microsoft.Extensions.Logging.ILogger Logger { get; init; }
        public DaneCore.Resolver.Validation.ValidationPolicy Policy { get; init; }
        public DaneCore.Resolver.Sources.Iterating.RootHints RootHints { get; init; }
        public System.Security.Cryptography.X509Certificates.X509Certificate2Collection? ServerRoots { get; init; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Sources.UpstreamServer> Servers { get; init; }
        public System.TimeSpan Timeout { get; init; }
        public System.TimeSpan TryTimeout { get; init; }
    }
    public sealed class SecureRecords
    {
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Wire.ResourceRecord> Records { get; }
        public System.DateTimeOffset ValidUntil { get; }
    }
    public sealed class StubResolver : DaneCore.Resolver.ISecureResolver, System.IAsyncDisposable
    {
        public StubResolver(DaneCore.Resolver.ResolverOptions options) { }
        public StubResolver(DaneCore.Resolver.Sources.ISource source, DaneCore.Resolver.ResolverOptions options) { }
        public System.Threading.Tasks.ValueTask DisposeAsync() { }
        public System.Threading.Tasks.ValueTask<DaneCore.Resolver.Answer> LookupAsync(DaneCore.Resolver.Wire.DomainName name, DaneCore.Resolver.Wire.RecordType type, System.Threading.CancellationToken stop = default) { }
    }
}
namespace DaneCore.Resolver.Cache
{
    public sealed class CacheOptions : System.IEquatable<DaneCore.Resolver.Cache.CacheOptions>
    {
        public CacheOptions() { }
        public int Answers { get; init; }
        public int BrokenZones { get; init; }
        public int DenialZones { get; init; }
        public int DenialsPerZone { get; init; }
        public int Failures { get; init; }
        public System.TimeSpan FirstFailure { get; init; }
        public int LargestEntry { get; init; }
        public int Links { get; init; }
        public System.TimeSpan MaxFailure { get; init; }
        public System.TimeSpan MaxNegativeTtl { get; init; }
        public System.TimeSpan MaxTtl { get; init; }
        public int PlainNames { get; init; }
        public bool RefreshesKeys { get; init; }
        public int UnsignedDelegations { get; init; }
        public bool UsesDenialsAggressively { get; init; }
        public int Zones { get; init; }
    }
}
namespace DaneCore.Resolver.Sources
{
    public interface ISource : System.IAsyncDisposable
    {
        int FirstPlace { get; }
        int Places { get; }
        System.Threading.Tasks.ValueTask<DaneCore.Resolver.Sources.SourceReply> AskAsync(DaneCore.Resolver.Wire.Question question, int place, System.Threading.CancellationToken stop);
    }
    public sealed class ServerIdentity : System.IEquatable<DaneCore.Resolver.Sources.ServerIdentity>
    {
        public ServerIdentity(DaneCore.Resolver.Wire.DomainName? Name, System.Collections.Generic.IReadOnlyList<System.ReadOnlyMemory<byte>> Pins) { }
        public DaneCore.Resolver.Wire.DomainName? Name { get; init; }
        public System.Collections.Generic.IReadOnlyList<System.ReadOnlyMemory<byte>> Pins { get; init; }
        public static DaneCore.Resolver.Sources.ServerIdentity OfAddress { get; }
        public string ToFragment() { }
    }
    public abstract class SourceReply : System.IEquatable<DaneCore.Resolver.Sources.SourceReply>
    {
        public int MismatchedReplies { get; init; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Sources.UpstreamReport> Others { get; init; }
        public string? Remark { get; init; }
        public sealed class Failed : DaneCore.Resolver.Sources.SourceReply, System.IEquatable<DaneCore.Resolver.Sources.SourceReply.Failed>
        {
            public Failed(DaneCore.Resolver.Transport.TransportFault Fault, string Server, string Text) { }
            public DaneCore.Resolver.Transport.TransportFault Fault { get; init; }
            public System.Collections.Generic.IReadOnlyList<string> Findings { get; init; }
            public bool IsOfEverybody { get; init; }
            public string Server { get; init; }
            public string Text { get; init; }
        }
        public sealed class NotRecorded : DaneCore.Resolver.Sources.SourceReply, System.IEquatable<DaneCore.Resolver.Sources.SourceReply.NotRecorded>
        {
            public NotRecorded() { }
        }
        public sealed class Received : DaneCore.Resolver.Sources.SourceReply, System.IEquatable<DaneCore.Resolver.Sources.SourceReply.Received>
        {
            public Received(DaneCore.Resolver.Wire.Message Message, string Server) { }
            public System.Collections.Generic.IReadOnlyList<string> Findings { get; init; }
            public DaneCore.Resolver.Wire.Message Message { get; init; }
            public string Server { get; init; }
        }
    }
    public sealed class UpstreamReport : System.IEquatable<DaneCore.Resolver.Sources.UpstreamReport>
    {
        public UpstreamReport(string Server, System.Collections.Generic.IReadOnlyList<string> Findings) { }
        public System.Collections.Generic.IReadOnlyList<string> Advice { get; }
        public bool CannotCarryDnssec { get; }
        public System.Collections.Generic.IReadOnlyList<string> Findings { get; init; }
        public int MismatchedReplies { get; init; }
        public string Server { get; init; }
    }
    public abstract class UpstreamServer : System.IEquatable<DaneCore.Resolver.Sources.UpstreamServer>
    {
        public abstract string Name { get; }
        public override sealed string ToString() { }
        public static DaneCore.Resolver.Sources.UpstreamServer FromIPEndPoint(System.Net.IPEndPoint endPoint) { }
        public static DaneCore.Resolver.Sources.UpstreamServer op_Implicit(System.Net.IPEndPoint endPoint) { }
        public sealed class OverHttps : DaneCore.Resolver.Sources.UpstreamServer, System.IEquatable<DaneCore.Resolver.Sources.UpstreamServer.OverHttps>
        {
            public OverHttps(System.Uri Address, DaneCore.Resolver.Sources.ServerIdentity Identity) { }
            public System.Uri Address { get; init; }
            public DaneCore.Resolver.Sources.ServerIdentity Identity { get; init; }
            public override string Name { get; }
        }
        public sealed class OverTls : DaneCore.Resolver.Sources.UpstreamServer, System.IEquatable<DaneCore.Resolver.Sources.UpstreamServer.OverTls>
        {
            public const int DefaultPort = 853;
            public OverTls(System.Net.IPEndPoint EndPoint, DaneCore.Resolver.Sources.ServerIdentity Identity) { }
            public System.Net.IPEndPoint EndPoint { get; init; }
            public DaneCore.Resolver.Sources.ServerIdentity Identity { get; init; }
            public override string Name { get; }
        }
        public sealed class Plain : DaneCore.Resolver.Sources.UpstreamServer, System.IEquatable<DaneCore.Resolver.Sources.UpstreamServer.Plain>
        {
            public Plain(System.Net.IPEndPoint EndPoint) { }
            public System.Net.IPEndPoint EndPoint { get; init; }
            public override string Name { get; }
        }
    }
}
namespace DaneCore.Resolver.Sources.Iterating
{
    public sealed class IterationLimits : System.IEquatable<DaneCore.Resolver.Sources.Iterating.IterationLimits>
    {
        public IterationLimits() { }
        public int AddressesPerServer { get; init; }
        public int Depth { get; init; }
        public int MinimisedOneLabel { get; init; }
        public int MinimisedQueries { get; init; }
        public int Queries { get; init; }
        public int Referrals { get; init; }
        public int ServerNames { get; init; }
        public int ServerNamesPerStep { get; init; }
        public int ServersPerZone { get; init; }
        public int TriesPerStep { get; init; }
    }
    public sealed class NameServer : System.IEquatable<DaneCore.Resolver.Sources.Iterating.NameServer>
    {
        public NameServer(DaneCore.Resolver.Wire.DomainName Name, System.Collections.Generic.IReadOnlyList<System.Net.IPAddress> Addresses) { }
        public System.Collections.Generic.IReadOnlyList<System.Net.IPAddress> Addresses { get; init; }
        public DaneCore.Resolver.Wire.DomainName Name { get; init; }
    }
    public sealed class RootHints
    {
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Sources.Iterating.NameServer> Servers { get; }
        public static DaneCore.Resolver.Sources.Iterating.RootHints Iana { get; }
        public static bool TryParse(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DaneCore.Resolver.Sources.Iterating.RootHints? hints, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? why) { }
    }
}
namespace DaneCore.Resolver.Transport
{
    public enum TransportFault
    {
        None = 0,
        TimedOut = 1,
        Refused = 2,
        Unreachable = 3,
        Closed = 4,
        Garbled = 5,
        Truncated = 6,
        Local = 7,
        Mismatched = 8,
        Untrusted = 9,
        HttpError = 10,
    }
}
namespace DaneCore.Resolver.Validation
{
    public sealed class AliasHop : System.IEquatable<DaneCore.Resolver.Validation.AliasHop>
    {
        public AliasHop(DaneCore.Resolver.Wire.DomainName Owner, DaneCore.Resolver.Wire.DomainName Target, DaneCore.Resolver.Validation.SecurityStatus Status) { }
        public DaneCore.Resolver.Wire.DomainName Owner { get; init; }
        public DaneCore.Resolver.Validation.SecurityStatus Status { get; init; }
        public DaneCore.Resolver.Wire.DomainName Target { get; init; }
    }
    public sealed class Evidence : System.IEquatable<DaneCore.Resolver.Validation.Evidence>
    {
        public Evidence() { }
        public DaneCore.Resolver.Wire.DnssecAlgorithm? Algorithm { get; init; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Validation.Evidence> Basis { get; init; }
        public System.DateTimeOffset? Expiration { get; init; }
        public System.DateTimeOffset? Inception { get; init; }
        public ushort? KeyTag { get; init; }
        public required DaneCore.Resolver.Validation.EvidenceKind Kind { get; init; }
        public required DaneCore.Resolver.Wire.DomainName Name { get; init; }
        public DaneCore.Resolver.Wire.RecordSet? Records { get; init; }
        public required string Rfc { get; init; }
        public System.TimeSpan SkewUsed { get; init; }
        public required DaneCore.Resolver.Validation.SecurityStatus Status { get; init; }
        public required string Text { get; init; }
        public DaneCore.Resolver.Wire.RecordType Type { get; init; }
        public DaneCore.Resolver.Wire.DomainName? Zone { get; init; }
        public override int GetHashCode() { }
    }
    public enum EvidenceKind
    {
        Step = 0,
        Anchor = 1,
        Delegation = 2,
        ZoneKeys = 3,
        Signature = 4,
        Denial = 5,
        Alias = 6,
        InsecureDelegation = 7,
        Gap = 8,
    }
    public sealed class NegativeTrustAnchor : System.IEquatable<DaneCore.Resolver.Validation.NegativeTrustAnchor>
    {
        public NegativeTrustAnchor(DaneCore.Resolver.Wire.DomainName Name, System.DateTimeOffset? Until = default, string Note = "") { }
        public DaneCore.Resolver.Wire.DomainName Name { get; init; }
        public string Note { get; init; }
        public System.DateTimeOffset? Until { get; init; }
        public bool IsInForceAt(System.DateTimeOffset instant) { }
        public static DaneCore.Resolver.Validation.NegativeTrustAnchor FromDomainName(DaneCore.Resolver.Wire.DomainName name) { }
        public static DaneCore.Resolver.Validation.NegativeTrustAnchor op_Implicit(DaneCore.Resolver.Wire.DomainName name) { }
    }
    public sealed class Reason : System.IEquatable<DaneCore.Resolver.Validation.Reason>
    {
        public Reason(DaneCore.Resolver.Validation.ReasonKind Kind, string Text) { }
        public DaneCore.Resolver.Wire.ExtendedErrorCode Code { get; }
        public DaneCore.Resolver.Validation.ReasonKind Kind { get; init; }
        public string Rfc { get; }
        public string Text { get; init; }
        public override string ToString() { }
    }
    public enum ReasonKind
    {
        None = 0,
        NoTrustAnchor = 1,
        NegativeTrustAnchor = 2,
        AnchorMatchesNoKey = 3,
        AnchorUnusable = 4,
        AnchorsOutOfTime = 5,
        AnchorsRevoked = 6,
        PrivateZone = 7,
        SpecialUseName = 8,
        ClockUnset = 9,
        NobodyAnswered = 10,
        UpstreamFailed = 11,
        UpstreamRefused = 12,
        UpstreamDoesNotUnderstand = 13,
        UpstreamRefers = 14,
        TypeNotAskable = 15,
        KeysUnanswered = 16,
        DelegationUnanswered = 17,
        NotRecorded = 18,
        ReplyUnreadable = 19,
        TimedOut = 20,
        UpstreamStripsSignatures = 21,
        UpstreamLacksDnssec = 22,
        UpstreamUntrusted = 23,
        InsecureDelegation = 24,
        OptOutDelegation = 25,
        DelegationAlgorithmsUnsupported = 26,
        DelegationDigestsUnsupported = 27,
        Sha1Policy = 28,
        Nsec3IterationsTooHigh = 29,
        KeysMissing = 30,
        NoKeyMatchesDelegation = 31,
        KeysUnsigned = 32,
        KeysNotSelfSigned = 33,
        KeyNotZoneKey = 34,
        KeyProtocolWrong = 35,
        KeyRevoked = 36,
        KeyMalformed = 37,
        SignatureMissing = 38,
        SignerNotZone = 39,
        SignatureTooManyLabels = 40,
        SignatureTooFewLabels = 41,
        SignatureExpired = 42,
        SignatureNotYetValid = 43,
        SignatureEndsBeforeStart = 44,
        SignatureKeyUnknown = 45,
        SignatureAlgorithmUnsupported = 46,
        SignatureWrong = 47,
        SignaturesUnsigned = 48,
        DenialMissing = 49,
        DenialNotBySigner = 50,
        DenialUnsigned = 51,
        DenialFromDelegation = 52,
        DenialFromRedirection = 53,
        DenialSetUnreadable = 54,
        DenialFromWildcard = 55,
        TypeExists = 56,
        AliasExists = 57,
        NameNotDenied = 58,
        NameExists = 59,
        WildcardNotDenied = 60,
        WildcardExists = 61,
        WildcardWithoutProof = 62,
        WildcardProofUnfit = 63,
        NextNameOutsideZone = 64,
        ClosestEncloserMissing = 65,
        NextCloserNotCovered = 66,
        HashAlgorithmUnknown = 67,
        HashFlagsUnknown = 68,
        HashOwnerMalformed = 69,
        HashLengthWrong = 70,
        HashParametersDiffer = 71,
        DelegationDenialFromChild = 72,
        DelegationProofMissing = 73,
        DelegationFromWildcard = 74,
        AliasAtDelegationUnsigned = 75,
        ZoneNotDelegated = 76,
        AliasAmbiguous = 77,
        RedirectionAmbiguous = 78,
        AliasNotFromRedirection = 79,
        AliasLoop = 80,
        AliasTooLong = 81,
        WorkAliases = 82,
        WorkSignatures = 83,
        WorkTotal = 84,
        WorkKeyTags = 85,
        WorkKeys = 86,
        WorkDelegations = 87,
        WorkFailures = 88,
        WorkDigests = 89,
        WorkHashes = 90,
        WorkQuestions = 91,
    }
    public enum SecurityStatus
    {
        Indeterminate = 0,
        Bogus = 1,
        Insecure = 2,
        Secure = 3,
    }
    public sealed class TrustAnchor : System.IEquatable<DaneCore.Resolver.Validation.TrustAnchor>
    {
        public DaneCore.Resolver.Wire.Rdata.Rdata Data { get; }
        public System.DateTimeOffset? ValidFrom { get; init; }
        public System.DateTimeOffset? ValidUntil { get; init; }
        public DaneCore.Resolver.Wire.DomainName Zone { get; }
        public bool IsValidAt(System.DateTimeOffset instant) { }
        public static DaneCore.Resolver.Validation.TrustAnchor FromDigest(DaneCore.Resolver.Wire.DomainName zone, DaneCore.Resolver.Wire.Rdata.DsRdata digest) { }
        public static DaneCore.Resolver.Validation.TrustAnchor FromKey(DaneCore.Resolver.Wire.DomainName zone, DaneCore.Resolver.Wire.Rdata.DnskeyRdata key) { }
    }
    public sealed class TrustAnchorSet
    {
        public TrustAnchorSet(System.Collections.Generic.IEnumerable<DaneCore.Resolver.Validation.TrustAnchor> anchors) { }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Validation.TrustAnchor> Anchors { get; }
        public static DaneCore.Resolver.Validation.TrustAnchorSet Iana { get; }
        public static bool TryParse(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DaneCore.Resolver.Validation.TrustAnchorSet? anchors, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? why) { }
    }
    public sealed class ValidationLimits : System.IEquatable<DaneCore.Resolver.Validation.ValidationLimits>
    {
        public ValidationLimits() { }
        public int Aliases { get; init; }
        public int CutsPerRound { get; init; }
        public int DelegationDigests { get; init; }
        public int DelegationsPerZone { get; init; }
        public int DenialRecordsPerReply { get; init; }
        public int FailedSignatureChecks { get; init; }
        public int KeysPerTag { get; init; }
        public int KeysPerZone { get; init; }
        public int Nsec3HashIterations { get; init; }
        public int Questions { get; init; }
        public int SignatureChecks { get; init; }
        public int SignaturesPerSet { get; init; }
        public int Work { get; init; }
        public int WorkElsewhere { get; init; }
    }
    public sealed class ValidationPolicy : System.IEquatable<DaneCore.Resolver.Validation.ValidationPolicy>
    {
        public static readonly System.TimeSpan MaxClockSkew;
        public ValidationPolicy() { }
        public System.TimeSpan ClockSkew { get; init; }
        public int MaxNsec3Iterations { get; init; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Validation.NegativeTrustAnchor> NegativeTrustAnchors { get; init; }
        public bool PrivateZonesAreInsecure { get; init; }
        public bool ValidateSha1 { get; init; }
    }
    public sealed class Verdict : System.IEquatable<DaneCore.Resolver.Validation.Verdict>
    {
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Validation.Evidence> Evidence { get; }
        public DaneCore.Resolver.Validation.SecurityStatus Status { get; }
        public System.DateTimeOffset ValidUntil { get; }
        public DaneCore.Resolver.Validation.Reason? Why { get; }
    }
}
namespace DaneCore.Resolver.Validation.Explaining
{
    public static class Explanation
    {
        public static System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Validation.Explaining.ExplanationStep> Of(System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Validation.Evidence> evidence, DaneCore.Resolver.Validation.SecurityStatus status, DaneCore.Resolver.Validation.Reason? why, DaneCore.Resolver.Wire.Question question, System.DateTimeOffset instant) { }
    }
    public sealed class ExplanationStep : System.IEquatable<DaneCore.Resolver.Validation.Explaining.ExplanationStep>
    {
        public ExplanationStep() { }
        public DaneCore.Resolver.Validation.Evidence? Evidence { get; init; }
        public bool IsWhereItEnds { get; init; }
        public System.TimeSpan? Left { get; init; }
        public DaneCore.Resolver.Validation.Explaining.Mending? Mending { get; init; }
        public required string Rfc { get; init; }
        public required DaneCore.Resolver.Validation.SecurityStatus Status { get; init; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Validation.Explaining.ExplanationStep> Steps { get; init; }
        public required string Text { get; init; }
    }
    public enum Mender
    {
        Nobody = 0,
        ZoneOwner = 1,
        ParentZone = 2,
        UpstreamServer = 3,
        LocalClock = 4,
        LocalSettings = 5,
    }
    public sealed class Mending : System.IEquatable<DaneCore.Resolver.Validation.Explaining.Mending>
    {
        public Mending(DaneCore.Resolver.Validation.Explaining.Mender Who, string How) { }
        public string How { get; init; }
        public DaneCore.Resolver.Validation.Explaining.Mender Who { get; init; }
        public string WhoText { get; }
    }
    public static class ReasonMending
    {
        public static DaneCore.Resolver.Validation.Explaining.Mending Of(DaneCore.Resolver.Validation.ReasonKind kind) { }
    }
}
namespace DaneCore.Resolver.Wire
{
    public enum DigestType : byte
    {
        None = 0,
        Sha1 = 1,
        Sha256 = 2,
        Gost = 3,
        Sha384 = 4,
    }
    public enum DnssecAlgorithm : byte
    {
        None = 0,
        RsaMd5 = 1,
        Dh = 2,
        Dsa = 3,
        RsaSha1 = 5,
        DsaNsec3Sha1 = 6,
        RsaSha1Nsec3Sha1 = 7,
        RsaSha256 = 8,
        RsaSha512 = 10,
        EccGost = 12,
        EcdsaP256Sha256 = 13,
        EcdsaP384Sha384 = 14,
        Ed25519 = 15,
        Ed448 = 16,
        Indirect = 252,
        PrivateDns = 253,
        PrivateOid = 254,
    }
    public sealed class DomainName : System.IComparable<DaneCore.Resolver.Wire.DomainName>, System.IEquatable<DaneCore.Resolver.Wire.DomainName>, System.IFormattable, System.ISpanFormattable
    {
        public const int MaxLabelLength = 63;
        public const int MaxWireLength = 255;
        public bool IsRoot { get; }
        public bool IsWildcard { get; }
        public int LabelCount { get; }
        public System.ReadOnlySpan<byte> Wire { get; }
        public static DaneCore.Resolver.Wire.DomainName Root { get; }
        public DaneCore.Resolver.Wire.DomainName Ancestor(int labelCount) { }
        public DaneCore.Resolver.Wire.DomainName CommonAncestor(DaneCore.Resolver.Wire.DomainName other) { }
        public int CompareTo(DaneCore.Resolver.Wire.DomainName? other) { }
        public bool Equals(DaneCore.Resolver.Wire.DomainName? other) { }
        public override bool Equals(object? obj) { }
        public override int GetHashCode() { }
        public bool IsAtOrBelow(DaneCore.Resolver.Wire.DomainName ancestor) { }
        public bool IsStrictlyBelow(DaneCore.Resolver.Wire.DomainName ancestor) { }
        public System.ReadOnlySpan<byte> Label(int index) { }
        public DaneCore.Resolver.Wire.DomainName Parent() { }
        public DaneCore.Resolver.Wire.DomainName ToCanonical() { }
        public override string ToString() { }
        public string ToString(string? format, System.IFormatProvider? formatProvider) { }
        public bool TryFormat(System.Span<char> destination, out int charsWritten, System.ReadOnlySpan<char> format, System.IFormatProvider? provider) { }
        public bool TryPrepend(System.ReadOnlySpan<byte> label, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DaneCore.Resolver.Wire.DomainName? longer) { }
        public bool TryReplaceAncestor(DaneCore.Resolver.Wire.DomainName ancestor, DaneCore.Resolver.Wire.DomainName replacement, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DaneCore.Resolver.Wire.DomainName? replaced) { }
        public bool TryWildcardChild([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DaneCore.Resolver.Wire.DomainName? wildcard) { }
        public static DaneCore.Resolver.Wire.DomainName Parse(string text) { }
        public static bool TryFromWire(System.ReadOnlySpan<byte> wire, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DaneCore.Resolver.Wire.DomainName? name) { }
        public static bool TryParse([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DaneCore.Resolver.Wire.DomainName? name) { }
        public static bool TryParse([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DaneCore.Resolver.Wire.DomainName? name, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? why) { }
    }
    public sealed class Edns : System.IEquatable<DaneCore.Resolver.Wire.Edns>
    {
        public Edns() { }
        public bool DnssecOk { get; init; }
        public System.Collections.Generic.IEnumerable<DaneCore.Resolver.Wire.ExtendedError> ExtendedErrors { get; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Wire.EdnsOption> Options { get; init; }
        public ushort UdpPayloadSize { get; init; }
        public byte Version { get; init; }
        public static DaneCore.Resolver.Wire.EdnsOption ExtendedErrorOf(DaneCore.Resolver.Wire.ExtendedErrorCode code, string text) { }
    }
    public sealed class EdnsOption : System.IEquatable<DaneCore.Resolver.Wire.EdnsOption>
    {
        public EdnsOption(ushort Code, System.ReadOnlyMemory<byte> Data) { }
        public ushort Code { get; init; }
        public System.ReadOnlyMemory<byte> Data { get; init; }
    }
    public sealed class ExtendedError : System.IEquatable<DaneCore.Resolver.Wire.ExtendedError>
    {
        public ExtendedError(DaneCore.Resolver.Wire.ExtendedErrorCode Code, string Text) { }
        public DaneCore.Resolver.Wire.ExtendedErrorCode Code { get; init; }
        public string Text { get; init; }
    }
    public enum ExtendedErrorCode : ushort
    {
        Other = 0,
        UnsupportedDnskeyAlgorithm = 1,
        UnsupportedDsDigestType = 2,
        StaleAnswer = 3,
        ForgedAnswer = 4,
        DnssecIndeterminate = 5,
        DnssecBogus = 6,
        SignatureExpired = 7,
        SignatureNotYetValid = 8,
        DnskeyMissing = 9,
        RrsigsMissing = 10,
        NoZoneKeyBitSet = 11,
        NsecMissing = 12,
        CachedError = 13,
        NotReady = 14,
        Blocked = 15,
        Censored = 16,
        Filtered = 17,
        Prohibited = 18,
        StaleNXDomainAnswer = 19,
        NotAuthoritative = 20,
        NotSupported = 21,
        NoReachableAuthority = 22,
        NetworkError = 23,
        InvalidData = 24,
        SignatureExpiredBeforeValid = 25,
        TooEarly = 26,
        UnsupportedNsec3Iterations = 27,
        UnableToConformToPolicy = 28,
        Synthesized = 29,
        InvalidQueryType = 30,
    }
    public sealed class Message : System.IEquatable<DaneCore.Resolver.Wire.Message>
    {
        public const int HeaderLength = 12;
        public const int MaxLength = 65535;
        public Message() { }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Wire.ResourceRecord> Additional { get; init; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Wire.ResourceRecord> Answer { get; init; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Wire.ResourceRecord> Authority { get; init; }
        public DaneCore.Resolver.Wire.ResponseCode Code { get; init; }
        public DaneCore.Resolver.Wire.Edns? Edns { get; init; }
        public DaneCore.Resolver.Wire.MessageFlags Flags { get; init; }
        public ushort Id { get; init; }
        public bool IsResponse { get; }
        public bool IsTruncated { get; }
        public byte Opcode { get; init; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Wire.Question> Questions { get; init; }
        public byte[] ToWire() { }
        public bool TryWrite(System.Span<byte> space, out int length) { }
        public static bool TryRead(System.ReadOnlySpan<byte> octets, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DaneCore.Resolver.Wire.Message? message, out DaneCore.Resolver.Wire.WireFault fault) { }
    }
    [System.Flags]
    public enum MessageFlags : ushort
    {
        None = 0,
        CheckingDisabled = 16,
        AuthenticData = 32,
        RecursionAvailable = 128,
        RecursionDesired = 256,
        Truncated = 512,
        Authoritative = 1024,
        Response = 32768,
    }
    public sealed class Question : System.IEquatable<DaneCore.Resolver.Wire.Question>
    {
        public Question(DaneCore.Resolver.Wire.DomainName Name, DaneCore.Resolver.Wire.RecordType Type, DaneCore.Resolver.Wire.RecordClass Class = 1) { }
        public DaneCore.Resolver.Wire.RecordClass Class { get; init; }
        public DaneCore.Resolver.Wire.DomainName Name { get; init; }
        public DaneCore.Resolver.Wire.RecordType Type { get; init; }
        public override string ToString() { }
    }
    public enum RecordClass : ushort
    {
        None = 0,
        IN = 1,
        CH = 3,
        HS = 4,
        ANY = 255,
    }
    public static class RecordClasses
    {
        public static string ToText(DaneCore.Resolver.Wire.RecordClass @class) { }
        public static bool TryParse(System.ReadOnlySpan<char> text, out DaneCore.Resolver.Wire.RecordClass @class) { }
    }
    public sealed class RecordSet
    {
        public DaneCore.Resolver.Wire.RecordClass Class { get; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Wire.Rdata.Rdata> Data { get; }
        public DaneCore.Resolver.Wire.DomainName Owner { get; }
        public System.Collections.Generic.IEnumerable<DaneCore.Resolver.Wire.ResourceRecord> Records { get; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Wire.Rdata.RrsigRdata> Signatures { get; }
        public uint Ttl { get; }
        public DaneCore.Resolver.Wire.RecordType Type { get; }
        public static DaneCore.Resolver.Wire.RecordSet Create(DaneCore.Resolver.Wire.DomainName owner, DaneCore.Resolver.Wire.RecordType type, uint ttl, System.Collections.Generic.IEnumerable<DaneCore.Resolver.Wire.Rdata.Rdata> data, System.Collections.Generic.IEnumerable<DaneCore.Resolver.Wire.Rdata.RrsigRdata>? signatures = null, DaneCore.Resolver.Wire.RecordClass class = 1) { }
        public static System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Wire.RecordSet> Group(System.Collections.Generic.IEnumerable<DaneCore.Resolver.Wire.ResourceRecord> records) { }
    }
    public enum RecordType : ushort
    {
        None = 0,
        A = 1,
        NS = 2,
        MD = 3,
        MF = 4,
        CNAME = 5,
        SOA = 6,
        MB = 7,
        MG = 8,
        MR = 9,
        PTR = 12,
        HINFO = 13,
        MINFO = 14,
        MX = 15,
        TXT = 16,
        RP = 17,
        AFSDB = 18,
        RT = 21,
        SIG = 24,
        KEY = 25,
        PX = 26,
        AAAA = 28,
        LOC = 29,
        NXT = 30,
        SRV = 33,
        NAPTR = 35,
        KX = 36,
        CERT = 37,
        A6 = 38,
        DNAME = 39,
        OPT = 41,
        APL = 42,
        DS = 43,
        SSHFP = 44,
        IPSECKEY = 45,
        RRSIG = 46,
        NSEC = 47,
        DNSKEY = 48,
        DHCID = 49,
        NSEC3 = 50,
        NSEC3PARAM = 51,
        TLSA = 52,
        SMIMEA = 53,
        HIP = 55,
        CDS = 59,
        CDNSKEY = 60,
        OPENPGPKEY = 61,
        CSYNC = 62,
        ZONEMD = 63,
        SVCB = 64,
        HTTPS = 65,
        SPF = 99,
        NXNAME = 128,
        TKEY = 249,
        TSIG = 250,
        IXFR = 251,
        AXFR = 252,
        ANY = 255,
        URI = 256,
        CAA = 257,
    }
    public static class RecordTypes
    {
        public static bool IsMeta(DaneCore.Resolver.Wire.RecordType type) { }
        public static string ToText(DaneCore.Resolver.Wire.RecordType type) { }
        public static bool TryParse(System.ReadOnlySpan<char> text, out DaneCore.Resolver.Wire.RecordType type) { }
    }
    public sealed class ResourceRecord : System.IEquatable<DaneCore.Resolver.Wire.ResourceRecord>
    {
        public ResourceRecord(DaneCore.Resolver.Wire.DomainName Owner, DaneCore.Resolver.Wire.RecordClass Class, uint Ttl, DaneCore.Resolver.Wire.Rdata.Rdata Data) { }
        public DaneCore.Resolver.Wire.RecordClass Class { get; init; }
        public DaneCore.Resolver.Wire.Rdata.Rdata Data { get; init; }
        public DaneCore.Resolver.Wire.DomainName Owner { get; init; }
        public uint Ttl { get; init; }
        public DaneCore.Resolver.Wire.RecordType Type { get; }
        public override string ToString() { }
        public static bool TryParse(string line, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DaneCore.Resolver.Wire.ResourceRecord? record, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? why) { }
    }
    public enum ResponseCode : ushort
    {
        NoError = 0,
        FormErr = 1,
        ServFail = 2,
        NXDomain = 3,
        NotImp = 4,
        Refused = 5,
        YXDomain = 6,
        YXRRSet = 7,
        NXRRSet = 8,
        NotAuth = 9,
        NotZone = 10,
        BadVers = 16,
        BadCookie = 23,
    }
    public static class ResponseCodes
    {
        public static string ToText(DaneCore.Resolver.Wire.ResponseCode code) { }
    }
    public sealed class TypeBitmap : System.IEquatable<DaneCore.Resolver.Wire.TypeBitmap>
    {
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Wire.RecordType> Types { get; }
        public static DaneCore.Resolver.Wire.TypeBitmap Empty { get; }
        public bool Contains(DaneCore.Resolver.Wire.RecordType type) { }
        public bool Equals(DaneCore.Resolver.Wire.TypeBitmap? other) { }
        public override bool Equals(object? obj) { }
        public override int GetHashCode() { }
        public override string ToString() { }
        public static DaneCore.Resolver.Wire.TypeBitmap Of(System.Collections.Generic.IEnumerable<DaneCore.Resolver.Wire.RecordType> types) { }
    }
    public enum WireFault
    {
        None = 0,
        Truncated = 1,
        BadLabel = 2,
        NameTooLong = 3,
        BadPointer = 4,
        UnexpectedCompression = 5,
        BadLength = 6,
        BadTypeBitmap = 7,
        BadRdata = 8,
        BadOpt = 9,
        NoSpace = 10,
        TooManyRecords = 11,
    }
}
namespace DaneCore.Resolver.Wire.Rdata
{
    public sealed class AddressRdata : DaneCore.Resolver.Wire.Rdata.Rdata
    {
        public AddressRdata(System.Net.IPAddress address) { }
        public System.Net.IPAddress Address { get; }
        public override DaneCore.Resolver.Wire.RecordType Type { get; }
        public override string ToString() { }
    }
    public sealed class CaaRdata : DaneCore.Resolver.Wire.Rdata.Rdata
    {
        public CaaRdata(byte flags, string tag, System.ReadOnlyMemory<byte> value) { }
        public byte Flags { get; }
        public string Tag { get; }
        public override DaneCore.Resolver.Wire.RecordType Type { get; }
        public System.ReadOnlyMemory<byte> Value { get; }
        public override string ToString() { }
    }
    public sealed class DnskeyRdata : DaneCore.Resolver.Wire.Rdata.Rdata
    {
        public DnskeyRdata(ushort flags, byte protocol, DaneCore.Resolver.Wire.DnssecAlgorithm algorithm, System.ReadOnlyMemory<byte> publicKey, DaneCore.Resolver.Wire.RecordType type = 48) { }
        public DaneCore.Resolver.Wire.DnssecAlgorithm Algorithm { get; }
        public ushort Flags { get; }
        public bool IsRevoked { get; }
        public bool IsSecureEntryPoint { get; }
        public bool IsZoneKey { get; }
        public byte Protocol { get; }
        public System.ReadOnlyMemory<byte> PublicKey { get; }
        public override DaneCore.Resolver.Wire.RecordType Type { get; }
        public override string ToString() { }
    }
    public sealed class DsRdata : DaneCore.Resolver.Wire.Rdata.Rdata
    {
        public DsRdata(ushort keyTag, DaneCore.Resolver.Wire.DnssecAlgorithm algorithm, DaneCore.Resolver.Wire.DigestType digestType, System.ReadOnlyMemory<byte> digest, DaneCore.Resolver.Wire.RecordType type = 43) { }
        public DaneCore.Resolver.Wire.DnssecAlgorithm Algorithm { get; }
        public System.ReadOnlyMemory<byte> Digest { get; }
        public DaneCore.Resolver.Wire.DigestType DigestType { get; }
        public ushort KeyTag { get; }
        public override DaneCore.Resolver.Wire.RecordType Type { get; }
        public override string ToString() { }
    }
    public sealed class LegacyNamesRdata : DaneCore.Resolver.Wire.Rdata.Rdata
    {
        public LegacyNamesRdata(DaneCore.Resolver.Wire.RecordType type, System.Collections.Generic.IReadOnlyList<ushort> numbers, System.Collections.Generic.IReadOnlyList<System.ReadOnlyMemory<byte>> strings, System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Wire.DomainName> names) { }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Wire.DomainName> Names { get; }
        public System.Collections.Generic.IReadOnlyList<ushort> Numbers { get; }
        public System.Collections.Generic.IReadOnlyList<System.ReadOnlyMemory<byte>> Strings { get; }
        public override DaneCore.Resolver.Wire.RecordType Type { get; }
        public override string ToString() { }
    }
    public sealed class MxRdata : DaneCore.Resolver.Wire.Rdata.Rdata
    {
        public MxRdata(ushort preference, DaneCore.Resolver.Wire.DomainName exchange) { }
        public DaneCore.Resolver.Wire.DomainName Exchange { get; }
        public ushort Preference { get; }
        public override DaneCore.Resolver.Wire.RecordType Type { get; }
        public override string ToString() { }
    }
    public sealed class NameRdata : DaneCore.Resolver.Wire.Rdata.Rdata
    {
        public NameRdata(DaneCore.Resolver.Wire.RecordType type, DaneCore.Resolver.Wire.DomainName target) { }
        public DaneCore.Resolver.Wire.DomainName Target { get; }
        public override DaneCore.Resolver.Wire.RecordType Type { get; }
        public override string ToString() { }
    }
    public sealed class Nsec3ParamRdata : DaneCore.Resolver.Wire.Rdata.Rdata
    {
        public Nsec3ParamRdata(byte hashAlgorithm, byte flags, ushort iterations, System.ReadOnlyMemory<byte> salt) { }
        public byte Flags { get; }
        public byte HashAlgorithm { get; }
        public ushort Iterations { get; }
        public System.ReadOnlyMemory<byte> Salt { get; }
        public override DaneCore.Resolver.Wire.RecordType Type { get; }
        public override string ToString() { }
    }
    public sealed class Nsec3Rdata : DaneCore.Resolver.Wire.Rdata.Rdata
    {
        public Nsec3Rdata(byte hashAlgorithm, byte flags, ushort iterations, System.ReadOnlyMemory<byte> salt, System.ReadOnlyMemory<byte> nextHash, DaneCore.Resolver.Wire.TypeBitmap types) { }
        public byte Flags { get; }
        public byte HashAlgorithm { get; }
        public bool IsOptOut { get; }
        public ushort Iterations { get; }
        public System.ReadOnlyMemory<byte> NextHash { get; }
        public System.ReadOnlyMemory<byte> Salt { get; }
        public override DaneCore.Resolver.Wire.RecordType Type { get; }
        public DaneCore.Resolver.Wire.TypeBitmap Types { get; }
        public override string ToString() { }
    }
    public sealed class NsecRdata : DaneCore.Resolver.Wire.Rdata.Rdata
    {
        public NsecRdata(DaneCore.Resolver.Wire.DomainName nextName, DaneCore.Resolver.Wire.TypeBitmap types) { }
        public DaneCore.Resolver.Wire.DomainName NextName { get; }
        public override DaneCore.Resolver.Wire.RecordType Type { get; }
        public DaneCore.Resolver.Wire.TypeBitmap Types { get; }
        public override string ToString() { }
    }
    public sealed class OpenPgpKeyRdata : DaneCore.Resolver.Wire.Rdata.Rdata
    {
        public OpenPgpKeyRdata(System.ReadOnlyMemory<byte> key) { }
        public System.ReadOnlyMemory<byte> Key { get; }
        public override DaneCore.Resolver.Wire.RecordType Type { get; }
        public override string ToString() { }
    }
    public abstract class Rdata : System.IEquatable<DaneCore.Resolver.Wire.Rdata.Rdata>
    {
        public abstract DaneCore.Resolver.Wire.RecordType Type { get; }
        public bool Equals(DaneCore.Resolver.Wire.Rdata.Rdata? other) { }
        public override sealed bool Equals(object? obj) { }
        public override sealed int GetHashCode() { }
        public System.ReadOnlySpan<byte> ToCanonicalWire() { }
        public abstract override string ToString() { }
        public System.ReadOnlySpan<byte> ToWire() { }
        public static bool TryParse(DaneCore.Resolver.Wire.RecordType type, string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DaneCore.Resolver.Wire.Rdata.Rdata? data, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? why) { }
    }
    public sealed class RrsigRdata : DaneCore.Resolver.Wire.Rdata.Rdata
    {
        public RrsigRdata(DaneCore.Resolver.Wire.RecordType typeCovered, DaneCore.Resolver.Wire.DnssecAlgorithm algorithm, byte labels, uint originalTtl, uint expiration, uint inception, ushort keyTag, DaneCore.Resolver.Wire.DomainName signer, System.ReadOnlyMemory<byte> signature) { }
        public DaneCore.Resolver.Wire.DnssecAlgorithm Algorithm { get; }
        public uint Expiration { get; }
        public uint Inception { get; }
        public ushort KeyTag { get; }
        public byte Labels { get; }
        public uint OriginalTtl { get; }
        public System.ReadOnlyMemory<byte> Signature { get; }
        public DaneCore.Resolver.Wire.DomainName Signer { get; }
        public override DaneCore.Resolver.Wire.RecordType Type { get; }
        public DaneCore.Resolver.Wire.RecordType TypeCovered { get; }
        public override string ToString() { }
    }
    public sealed class SoaRdata : DaneCore.Resolver.Wire.Rdata.Rdata
    {
        public SoaRdata(DaneCore.Resolver.Wire.DomainName primaryServer, DaneCore.Resolver.Wire.DomainName mailbox, uint serial, uint refresh, uint retry, uint expire, uint minimum) { }
        public uint Expire { get; }
        public DaneCore.Resolver.Wire.DomainName Mailbox { get; }
        public uint Minimum { get; }
        public DaneCore.Resolver.Wire.DomainName PrimaryServer { get; }
        public uint Refresh { get; }
        public uint Retry { get; }
        public uint Serial { get; }
        public override DaneCore.Resolver.Wire.RecordType Type { get; }
        public override string ToString() { }
    }
    public sealed class SrvRdata : DaneCore.Resolver.Wire.Rdata.Rdata
    {
        public SrvRdata(ushort priority, ushort weight, ushort port, DaneCore.Resolver.Wire.DomainName target) { }
        public ushort Port { get; }
        public ushort Priority { get; }
        public DaneCore.Resolver.Wire.DomainName Target { get; }
        public override DaneCore.Resolver.Wire.RecordType Type { get; }
        public ushort Weight { get; }
        public override string ToString() { }
    }
    public sealed class SvcbParameter : System.IEquatable<DaneCore.Resolver.Wire.Rdata.SvcbParameter>
    {
        public SvcbParameter(ushort Key, System.ReadOnlyMemory<byte> Value) { }
        public bool IsWellFormed { get; }
        public ushort Key { get; init; }
        public System.ReadOnlyMemory<byte> Value { get; init; }
    }
    public sealed class SvcbRdata : DaneCore.Resolver.Wire.Rdata.Rdata
    {
        public SvcbRdata(DaneCore.Resolver.Wire.RecordType type, ushort priority, DaneCore.Resolver.Wire.DomainName target, System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Wire.Rdata.SvcbParameter> parameters) { }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Wire.Rdata.SvcbParameter> Parameters { get; }
        public ushort Priority { get; }
        public DaneCore.Resolver.Wire.DomainName Target { get; }
        public override DaneCore.Resolver.Wire.RecordType Type { get; }
        public override string ToString() { }
    }
    public sealed class TlsaRdata : DaneCore.Resolver.Wire.Rdata.Rdata
    {
        public TlsaRdata(byte usage, byte selector, byte matchingType, System.ReadOnlyMemory<byte> data, DaneCore.Resolver.Wire.RecordType type = 52) { }
        public System.ReadOnlyMemory<byte> Data { get; }
        public byte MatchingType { get; }
        public byte Selector { get; }
        public override DaneCore.Resolver.Wire.RecordType Type { get; }
        public byte Usage { get; }
        public override string ToString() { }
    }
    public sealed class TxtRdata : DaneCore.Resolver.Wire.Rdata.Rdata
    {
        public TxtRdata(System.Collections.Generic.IReadOnlyList<System.ReadOnlyMemory<byte>> strings) { }
        public System.Collections.Generic.IReadOnlyList<System.ReadOnlyMemory<byte>> Strings { get; }
        public override DaneCore.Resolver.Wire.RecordType Type { get; }
        public override string ToString() { }
    }
    public sealed class UnknownRdata : DaneCore.Resolver.Wire.Rdata.Rdata
    {
        public UnknownRdata(DaneCore.Resolver.Wire.RecordType type, System.ReadOnlySpan<byte> octets) { }
        public DaneCore.Resolver.Wire.WireFault Fault { get; }
        public override DaneCore.Resolver.Wire.RecordType Type { get; }
        public override string ToString() { }
    }
    public sealed class ZonemdRdata : DaneCore.Resolver.Wire.Rdata.Rdata
    {
        public ZonemdRdata(uint serial, byte scheme, byte hashAlgorithm, System.ReadOnlyMemory<byte> digest) { }
        public System.ReadOnlyMemory<byte> Digest { get; }
        public byte HashAlgorithm { get; }
        public byte Scheme { get; }
        public uint Serial { get; }
        public override DaneCore.Resolver.Wire.RecordType Type { get; }
        public override string ToString() { }
    }
}
namespace DaneCore.Resolver.Wire.Text
{
    public sealed class ZoneFileReader
    {
        public static bool TryParse(string text, DaneCore.Resolver.Wire.DomainName origin, out System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Wire.ResourceRecord> records, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? why) { }
    }
    public static class ZoneFileWriter
    {
        public static string ToText(System.Collections.Generic.IEnumerable<DaneCore.Resolver.Wire.ResourceRecord> records) { }
    }
}

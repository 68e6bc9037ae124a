namespace DaneCore.Dane
{
    public enum CertificateUsage : byte
    {
        PkixTa = 0,
        PkixEe = 1,
        DaneTa = 2,
        DaneEe = 3,
    }
    public sealed class DaneHandshake
    {
        public DaneHandshake(DaneCore.Dane.DaneVerifier verifier, DaneCore.Dane.TlsaRecordSet records, DaneCore.Dane.ReferenceNames names) { }
        public System.Net.Security.RemoteCertificateValidationCallback Callback { get; }
        public DaneCore.Dane.PeerChain? Chain { get; }
        public bool IsAccepted { get; }
        public bool OffersOlderSuites { get; init; }
        public System.Net.Security.SslClientAuthenticationOptions Options { get; }
        public DaneCore.Dane.DaneOutcome Outcome { get; }
        public bool RefusesInside { get; init; }
        public bool Judge(System.Security.Cryptography.X509Certificates.X509Certificate? certificate, System.Security.Cryptography.X509Certificates.X509Chain? chain) { }
        public static DaneCore.Dane.DaneHandshake ByPkix(DaneCore.Dane.DaneVerifier verifier, DaneCore.Dane.ReferenceNames names) { }
        public static DaneCore.Dane.DaneHandshake WithoutAuthentication(DaneCore.Dane.ReferenceNames names, DaneCore.Dane.UsageProfile profile) { }
    }
    public static class DaneHttp
    {
        public static System.Net.Http.SocketsHttpHandler CreateHandler(DaneCore.Resolver.ISecureResolver resolver, DaneCore.Dane.DaneHttpOptions? options = null) { }
    }
    public sealed class DaneHttpOptions : System.IEquatable<DaneCore.Dane.DaneHttpOptions>
    {
        public DaneHttpOptions() { }
        public System.Action<System.Net.DnsEndPoint, DaneCore.Dane.DaneOutcome>? Accepted { get; init; }
        public System.TimeProvider Clock { get; init; }
        public System.Func<System.Net.IPEndPoint, System.Threading.CancellationToken, System.Threading.Tasks.ValueTask<System.IO.Stream>>? Connect { get; init; }
        public Microsoft.Extensions.Logging.ILogger Logger { get; init; }
        public bool RequiresRecords { get; init; }
        public DaneCore.Dane.TrustRoots? Roots { get; init; }
    }
    public sealed class DaneOutcome : System.IEquatable<DaneCore.Dane.DaneOutcome>
    {
        public DaneOutcome() { }
        public required System.DateTimeOffset JudgedAt { get; init; }
        public int? MatchedDepth { get; init; }
        public DaneCore.Resolver.Wire.DomainName? MatchedName { get; init; }
        public DaneCore.Dane.TlsaRecord? MatchedRecord { get; init; }
        public required DaneCore.Dane.UsageProfile Profile { get; init; }
        public required DaneCore.Dane.DaneReason Reason { get; init; }
        public required System.Collections.Generic.IReadOnlyList<DaneCore.Dane.RecordOutcome> Records { get; init; }
        public DaneCore.Dane.ResultType ResultType { get; init; }
        public required DaneCore.Dane.DaneStatus Status { get; init; }
        public string StatusText { get; }
        public System.Collections.Generic.IReadOnlyList<string> Warnings { get; init; }
    }
    public sealed class DaneReason : System.IEquatable<DaneCore.Dane.DaneReason>
    {
        public DaneReason(string Text, string Rfc) { }
        public string Rfc { get; init; }
        public string Text { get; init; }
        public override string ToString() { }
    }
    public enum DaneStatus
    {
        Unusable = 0,
        Mismatched = 1,
        Matched = 2,
    }
    public sealed class DaneVerifier
    {
        public DaneVerifier(DaneCore.Dane.UsageProfile profile, System.TimeProvider? clock = null, DaneCore.Dane.TrustRoots? roots = null) { }
        public DaneCore.Dane.UsageProfile Profile { get; }
        public DaneCore.Dane.DaneOutcome Verify(DaneCore.Dane.TlsaRecordSet records, DaneCore.Dane.PeerChain chain, DaneCore.Dane.ReferenceNames names) { }
    }
    public sealed class FamilyAddresses : System.IEquatable<DaneCore.Dane.FamilyAddresses>
    {
        public System.Collections.Generic.IReadOnlyList<System.Net.IPAddress> Addresses { get; }
        public DaneCore.Resolver.Answer Answer { get; }
        public DaneCore.Dane.FamilyState State { get; }
        public DaneCore.Resolver.Wire.RecordType Type { get; }
    }
    public enum FamilyState
    {
        Failed = 0,
        Absent = 1,
        Insecure = 2,
        Secure = 3,
    }
    public sealed class HostLookup : System.IEquatable<DaneCore.Dane.HostLookup>
    {
        public HostLookup() { }
        public System.Collections.Generic.IReadOnlyList<System.Net.IPAddress> Addresses { get; }
        public DaneCore.Resolver.Answer? AliasAnswer { get; init; }
        public bool HasNoAddress { get; }
        public required DaneCore.Resolver.Wire.DomainName Name { get; init; }
        public required int Port { get; init; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Answer> TlsaAnswers { get; init; }
        public required DaneCore.Dane.FamilyAddresses V4 { get; init; }
        public required DaneCore.Dane.FamilyAddresses V6 { get; init; }
    }
    public enum MatchingType : byte
    {
        Full = 0,
        Sha256 = 1,
        Sha512 = 2,
    }
    public enum NoneUsable
    {
        EncryptWithoutAuthentication = 0,
        JudgeByPkix = 1,
    }
    public sealed class PeerCertificate
    {
        public System.Collections.Generic.IReadOnlyList<string> DnsNames { get; }
        public string? Fault { get; }
        public string Issuer { get; }
        public System.DateTimeOffset? NotAfter { get; }
        public System.DateTimeOffset? NotBefore { get; }
        public System.ReadOnlyMemory<byte> Octets { get; }
        public int Position { get; }
        public string Subject { get; }
        public System.ReadOnlyMemory<byte> SubjectPublicKeyInfo { get; }
        public string SubjectPublicKeySha256 { get; }
    }
    public sealed class PeerChain
    {
        public System.Collections.Generic.IReadOnlyList<DaneCore.Dane.PeerCertificate> Certificates { get; }
        public DaneCore.Dane.PeerCertificate? Leaf { get; }
        public static DaneCore.Dane.PeerChain FromDer([System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IEnumerable<System.ReadOnlyMemory<byte>> certificates) { }
        public static DaneCore.Dane.PeerChain FromPem(string text) { }
        public static bool TryRead(System.ReadOnlySpan<byte> file, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DaneCore.Dane.PeerChain? chain, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? why) { }
    }
    public sealed class PublicationReview : System.IEquatable<DaneCore.Dane.PublicationReview>
    {
        public PublicationReview(DaneCore.Dane.TlsaPublication Published, System.Collections.Generic.IReadOnlyList<DaneCore.Dane.RecordOutcome> Records, System.Collections.Generic.IReadOnlyList<string> Warnings) { }
        public bool Fits { get; }
        public DaneCore.Dane.TlsaPublication Published { get; init; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Dane.RecordOutcome> Records { get; init; }
        public System.Collections.Generic.IReadOnlyList<string> Warnings { get; init; }
    }
    public sealed class RecordOutcome : System.IEquatable<DaneCore.Dane.RecordOutcome>
    {
        public RecordOutcome(DaneCore.Dane.TlsaRecord Record, DaneCore.Dane.RecordState State, DaneCore.Dane.DaneReason Reason) { }
        public DaneCore.Dane.DaneReason Reason { get; init; }
        public DaneCore.Dane.TlsaRecord Record { get; init; }
        public DaneCore.Dane.ResultType ResultType { get; init; }
        public DaneCore.Dane.RecordState State { get; init; }
        public string StateText { get; }
    }
    public enum RecordState
    {
        Unusable = 0,
        NoMatch = 1,
        DroppedByAgility = 2,
        NotNeeded = 3,
        Matched = 4,
    }
    public sealed class ReferenceNames
    {
        public ReferenceNames(DaneCore.Resolver.Wire.DomainName primary, [System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IEnumerable<DaneCore.Resolver.Wire.DomainName> others) { }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Wire.DomainName> All { get; }
        public DaneCore.Resolver.Wire.DomainName Primary { get; }
        public string ServerName { get; }
        public override string ToString() { }
        public static DaneCore.Dane.ReferenceNames ForExchanger(DaneCore.Resolver.Wire.DomainName tlsaBase, DaneCore.Resolver.Wire.DomainName nextHop, DaneCore.Resolver.Wire.DomainName? expandedNextHop, bool mxIsSecure) { }
        public static DaneCore.Dane.ReferenceNames ForHost(DaneCore.Resolver.Wire.DomainName tlsaBase, DaneCore.Resolver.Wire.DomainName host) { }
    }
    public enum ResultType
    {
        None = 0,
        StarttlsNotSupported = 1,
        CertificateHostMismatch = 2,
        CertificateExpired = 3,
        CertificateNotTrusted = 4,
        ValidationFailure = 5,
        TlsaInvalid = 6,
        DnssecInvalid = 7,
        DaneRequired = 8,
    }
    public static class ResultTypes
    {
        public static string? ToCodeSuffix(DaneCore.Dane.ResultType type) { }
        public static string? ToText(DaneCore.Dane.ResultType type) { }
    }
    public sealed class RolloverPlan : System.IEquatable<DaneCore.Dane.RolloverPlan>
    {
        public RolloverPlan() { }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Dane.TlsaCreation> Creations { get; init; }
        public required DaneCore.Dane.TlsaCreation Current { get; init; }
        public required DaneCore.Dane.TlsaCreation Next { get; init; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Dane.RolloverStep> Steps { get; init; }
    }
    public sealed class RolloverReadiness : System.IEquatable<DaneCore.Dane.RolloverReadiness>
    {
        public RolloverReadiness(DaneCore.Dane.RolloverState State, DaneCore.Dane.DaneReason Reason) { }
        public bool IsReady { get; }
        public DaneCore.Dane.DaneReason Reason { get; init; }
        public DaneCore.Dane.RolloverState State { get; init; }
        public string StateText { get; }
    }
    public enum RolloverState
    {
        Unknown = 0,
        NothingFits = 1,
        CurrentOnly = 2,
        NextPublished = 3,
        IssuerPublished = 4,
        KeyAndIssuer = 5,
    }
    public sealed class RolloverStep : System.IEquatable<DaneCore.Dane.RolloverStep>
    {
        public RolloverStep(string Title, System.Collections.Generic.IReadOnlyList<DaneCore.Dane.TlsaRecord> Records, System.TimeSpan Wait, DaneCore.Dane.DaneReason Reason) { }
        public required System.DateTimeOffset NotBefore { get; init; }
        public DaneCore.Dane.DaneReason Reason { get; init; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Dane.TlsaRecord> Records { get; init; }
        public required System.DateTimeOffset SafeAt { get; init; }
        public string Title { get; init; }
        public System.TimeSpan Wait { get; init; }
    }
    public sealed class RolloverTiming : System.IEquatable<DaneCore.Dane.RolloverTiming>
    {
        public RolloverTiming(System.DateTimeOffset Start, System.TimeSpan HeldNow, System.TimeSpan Ttl) { }
        public System.TimeSpan HeldNow { get; init; }
        public System.TimeSpan LaterWait { get; }
        public System.DateTimeOffset Start { get; init; }
        public System.TimeSpan Ttl { get; init; }
        public System.TimeSpan Wait { get; }
    }
    public static class SecureResolverExtensions
    {
        public static System.Threading.Tasks.ValueTask<DaneCore.Dane.TlsaLookupResult> FindTlsaAsync(this DaneCore.Resolver.ISecureResolver resolver, DaneCore.Resolver.Wire.DomainName host, int port, DaneCore.Dane.UsageProfile profile, System.Threading.CancellationToken stop = default) { }
    }
    public enum Selector : byte
    {
        Cert = 0,
        Spki = 1,
    }
    public sealed class SignatureSpan : System.IEquatable<DaneCore.Dane.SignatureSpan>
    {
        public SignatureSpan(DaneCore.Resolver.Wire.DomainName Name, DaneCore.Resolver.Wire.RecordType Type, DaneCore.Resolver.Wire.DomainName Zone, System.DateTimeOffset From, System.DateTimeOffset Until, System.TimeSpan OriginalTtl) { }
        public System.DateTimeOffset From { get; init; }
        public System.TimeSpan Lifetime { get; }
        public DaneCore.Resolver.Wire.DomainName Name { get; init; }
        public System.TimeSpan OriginalTtl { get; init; }
        public DaneCore.Resolver.Wire.RecordType Type { get; init; }
        public System.DateTimeOffset Until { get; init; }
        public DaneCore.Resolver.Wire.DomainName Zone { get; init; }
        public static System.Collections.Generic.IReadOnlyList<DaneCore.Dane.SignatureSpan> Of(DaneCore.Resolver.Answer answer) { }
        public static System.Collections.Generic.IReadOnlyList<DaneCore.Dane.SignatureSpan> OfOwnZones(DaneCore.Resolver.Answer answer) { }
    }
    public sealed class SrvLookup
    {
        public SrvLookup(DaneCore.Resolver.ISecureResolver resolver, DaneCore.Dane.UsageProfile profile) { }
        public System.Threading.Tasks.ValueTask<DaneCore.Dane.SrvLookupResult> FindAsync(DaneCore.Resolver.Wire.DomainName domain, string service, System.Threading.CancellationToken stop = default) { }
        public System.Threading.Tasks.ValueTask<DaneCore.Dane.TlsaLookupResult> FindTlsaAsync(DaneCore.Dane.SrvLookupResult.Targets found, DaneCore.Dane.SrvTarget target, System.Threading.CancellationToken stop = default) { }
    }
    public abstract class SrvLookupResult : System.IEquatable<DaneCore.Dane.SrvLookupResult>
    {
        public DaneCore.Resolver.Answer Answer { get; }
        public DaneCore.Dane.DaneReason Why { get; }
        public sealed class Failed : DaneCore.Dane.SrvLookupResult, System.IEquatable<DaneCore.Dane.SrvLookupResult.Failed> { }
        public sealed class None : DaneCore.Dane.SrvLookupResult, System.IEquatable<DaneCore.Dane.SrvLookupResult.None> { }
        public sealed class NotOffered : DaneCore.Dane.SrvLookupResult, System.IEquatable<DaneCore.Dane.SrvLookupResult.NotOffered> { }
        public sealed class Targets : DaneCore.Dane.SrvLookupResult, System.IEquatable<DaneCore.Dane.SrvLookupResult.Targets>
        {
            public System.Collections.Generic.IReadOnlyList<DaneCore.Dane.SrvTarget> All { get; }
            public bool AreSecure { get; }
            public DaneCore.Resolver.Wire.DomainName Domain { get; }
            public DaneCore.Dane.ReferenceNames NamesFor(DaneCore.Dane.SrvTarget target, DaneCore.Dane.TlsaLookupResult found) { }
        }
    }
    public sealed class SrvTarget : System.IEquatable<DaneCore.Dane.SrvTarget>
    {
        public SrvTarget(DaneCore.Resolver.Wire.DomainName Host, int Port, ushort Priority, ushort Weight) { }
        public DaneCore.Resolver.Wire.DomainName Host { get; init; }
        public int Port { get; init; }
        public ushort Priority { get; init; }
        public ushort Weight { get; init; }
    }
    public sealed class TlsaCreation : System.IEquatable<DaneCore.Dane.TlsaCreation>
    {
        [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(true, "Record")]
        [get: System.Diagnostics.CodeAnalysis.MemberNotNullWhen(true, "Record")]
        public bool IsProved { get; }
        public DaneCore.Dane.DaneReason Reason { get; }
        public DaneCore.Dane.TlsaRecord? Record { get; }
        public System.Collections.Generic.IReadOnlyList<string> Warnings { get; }
    }
    public sealed class TlsaGenerator
    {
        public TlsaGenerator(DaneCore.Dane.UsageProfile profile, System.TimeProvider? clock = null, DaneCore.Dane.TrustRoots? roots = null) { }
        public DaneCore.Dane.TlsaCreation Create(DaneCore.Dane.PeerChain chain, DaneCore.Dane.CertificateUsage usage = 3, DaneCore.Dane.Selector selector = 1, DaneCore.Dane.MatchingType matchingType = 1, DaneCore.Dane.ReferenceNames? names = null) { }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Dane.TlsaCreation> CreateSet(DaneCore.Dane.PeerChain chain, System.Collections.Generic.IReadOnlyList<DaneCore.Dane.TlsaParameters> parameters, DaneCore.Dane.ReferenceNames? names = null) { }
        public DaneCore.Dane.RolloverPlan PlanRollover(DaneCore.Dane.PeerChain current, DaneCore.Dane.PeerChain? next, System.Collections.Generic.IReadOnlyList<DaneCore.Dane.TlsaParameters> from, System.Collections.Generic.IReadOnlyList<DaneCore.Dane.TlsaParameters> to, DaneCore.Dane.RolloverTiming timing, DaneCore.Dane.ReferenceNames? names = null) { }
        public DaneCore.Dane.RolloverPlan PlanRollover(DaneCore.Dane.PeerChain current, DaneCore.Dane.PeerChain next, DaneCore.Dane.CertificateUsage usage, DaneCore.Dane.Selector selector, DaneCore.Dane.MatchingType matchingType, System.TimeSpan ttl, DaneCore.Dane.ReferenceNames? names = null) { }
        public DaneCore.Dane.PublicationReview Review(DaneCore.Dane.TlsaPublication published, DaneCore.Dane.PeerChain current, System.Collections.Generic.IEnumerable<DaneCore.Dane.TlsaRecord> planned, DaneCore.Dane.ReferenceNames names) { }
        public static string? ToZoneLine(DaneCore.Resolver.Wire.DomainName host, int port, DaneCore.Dane.TlsaRecord record) { }
    }
    public sealed class TlsaLookup
    {
        public TlsaLookup(DaneCore.Resolver.ISecureResolver resolver, DaneCore.Dane.UsageProfile profile, Microsoft.Extensions.Logging.ILogger? logger = null) { }
        public System.Threading.Tasks.ValueTask<DaneCore.Dane.TlsaLookupResult> FindAsync(DaneCore.Resolver.Wire.DomainName host, int port, System.Threading.CancellationToken stop = default) { }
    }
    public abstract class TlsaLookupResult : System.IEquatable<DaneCore.Dane.TlsaLookupResult>
    {
        public System.Collections.Generic.IReadOnlyList<System.Net.IPAddress> Addresses { get; }
        public DaneCore.Dane.HostLookup Host { get; }
        public DaneCore.Dane.DaneReason Why { get; }
        public sealed class Failed : DaneCore.Dane.TlsaLookupResult, System.IEquatable<DaneCore.Dane.TlsaLookupResult.Failed>
        {
            public DaneCore.Resolver.Answer Answer { get; }
        }
        public sealed class Insecure : DaneCore.Dane.TlsaLookupResult, System.IEquatable<DaneCore.Dane.TlsaLookupResult.Insecure> { }
        public sealed class None : DaneCore.Dane.TlsaLookupResult, System.IEquatable<DaneCore.Dane.TlsaLookupResult.None> { }
        public sealed class Unusable : DaneCore.Dane.TlsaLookupResult, System.IEquatable<DaneCore.Dane.TlsaLookupResult.Unusable>
        {
            public DaneCore.Resolver.Wire.DomainName BaseDomain { get; }
            public DaneCore.Dane.TlsaRecordSet Records { get; }
        }
        public sealed class Usable : DaneCore.Dane.TlsaLookupResult, System.IEquatable<DaneCore.Dane.TlsaLookupResult.Usable>
        {
            public DaneCore.Resolver.Wire.DomainName BaseDomain { get; }
            public DaneCore.Dane.TlsaRecordSet Records { get; }
        }
    }
    public static class TlsaName
    {
        public static bool TryFor(DaneCore.Resolver.Wire.DomainName host, int port, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DaneCore.Resolver.Wire.DomainName? name) { }
    }
    public sealed class TlsaParameters : System.IEquatable<DaneCore.Dane.TlsaParameters>
    {
        public TlsaParameters(DaneCore.Dane.CertificateUsage Usage, DaneCore.Dane.Selector Selector, DaneCore.Dane.MatchingType MatchingType) { }
        public DaneCore.Dane.MatchingType MatchingType { get; init; }
        public DaneCore.Dane.Selector Selector { get; init; }
        public DaneCore.Dane.CertificateUsage Usage { get; init; }
        public static DaneCore.Dane.TlsaParameters Recommended { get; }
        public override string ToString() { }
        public static bool TryParse([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DaneCore.Dane.TlsaParameters? parameters, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? why) { }
    }
    public sealed class TlsaPublication : System.IEquatable<DaneCore.Dane.TlsaPublication>
    {
        public System.DateTimeOffset AsOf { get; }
        public bool IsKnown { get; }
        public DaneCore.Resolver.Wire.DomainName Name { get; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Dane.TlsaRecord> Records { get; }
        public DaneCore.Resolver.Validation.SecurityStatus Security { get; }
        public System.TimeSpan? SignatureLifetime { get; }
        public System.DateTimeOffset? SignedUntil { get; }
        public System.TimeSpan? Ttl { get; }
        public string? Why { get; }
        public System.DateTimeOffset? ReplayableUntil(System.DateTimeOffset change) { }
        public static DaneCore.Dane.TlsaPublication Of(DaneCore.Resolver.Answer answer) { }
        public static System.Threading.Tasks.ValueTask<DaneCore.Dane.TlsaPublication?> ReadAsync(DaneCore.Resolver.ISecureResolver resolver, DaneCore.Resolver.Wire.DomainName host, int port, System.Threading.CancellationToken stop = default) { }
    }
    public sealed class TlsaRecord : System.IEquatable<DaneCore.Dane.TlsaRecord>
    {
        public TlsaRecord(DaneCore.Dane.CertificateUsage usage, DaneCore.Dane.Selector selector, DaneCore.Dane.MatchingType matchingType, System.ReadOnlySpan<byte> data) { }
        public System.ReadOnlySpan<byte> Data { get; }
        public DaneCore.Dane.MatchingType MatchingType { get; }
        public DaneCore.Dane.Selector Selector { get; }
        public DaneCore.Dane.CertificateUsage Usage { get; }
        public bool Equals(DaneCore.Dane.TlsaRecord? other) { }
        public override bool Equals(object? obj) { }
        public override int GetHashCode() { }
        public override string ToString() { }
        public DaneCore.Dane.DaneReason? WhyUnusable(DaneCore.Dane.UsageProfile profile) { }
        public static DaneCore.Dane.TlsaRecord FromRdata(DaneCore.Resolver.Wire.Rdata.TlsaRdata rdata) { }
        public static DaneCore.Dane.TlsaRecord Parse(string text) { }
        public static bool TryParse([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DaneCore.Dane.TlsaRecord? record, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? why) { }
    }
    public sealed class TlsaRecordSet
    {
        public bool IsAttested { get; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Dane.TlsaRecord> Records { get; }
        public System.DateTimeOffset ValidUntil { get; }
        public static DaneCore.Dane.TlsaRecordSet FromTrustedInput([System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IEnumerable<DaneCore.Dane.TlsaRecord> records) { }
    }
    public sealed class TrustRoots
    {
        public int Count { get; }
        public static DaneCore.Dane.TrustRoots None { get; }
        public static DaneCore.Dane.TrustRoots System { get; }
        public static bool TryRead(System.ReadOnlySpan<byte> file, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DaneCore.Dane.TrustRoots? roots, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? why) { }
    }
    public sealed class UsageProfile
    {
        public bool AcceptsCommonName { get; }
        public bool HonoursPkixUsages { get; }
        public bool JudgesDatesAndNamesAlways { get; }
        public string Name { get; }
        public DaneCore.Dane.NoneUsable WhenNoneUsable { get; }
        public static DaneCore.Dane.UsageProfile ExchangeOnline { get; }
        public static DaneCore.Dane.UsageProfile Https { get; }
        public static DaneCore.Dane.UsageProfile Imaps { get; }
        public static DaneCore.Dane.UsageProfile Smtp { get; }
        public static DaneCore.Dane.UsageProfile Submissions { get; }
        public static DaneCore.Dane.UsageProfile Xmpp { get; }
        public override string ToString() { }
        public static DaneCore.Dane.UsageProfile ForService(string name) { }
    }
}

namespace DaneCore.Lab.Authority
{
    public static class ZoneFolder
    {
        public static void Save(string folder, DaneCore.Lab.Authority.ZoneSet zones) { }
        public static bool TryLoad(string folder, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DaneCore.Lab.Authority.ZoneSet? zones, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? why) { }
    }
    public sealed class ZoneSet
    {
        public ZoneSet([System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IEnumerable<DaneCore.Lab.Signing.SignedZone> zones) { }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Lab.Signing.SignedZone> Zones { get; }
        public DaneCore.Resolver.Wire.Message Answer(DaneCore.Resolver.Wire.Message query) { }
        public DaneCore.Resolver.Wire.Message Answer(DaneCore.Resolver.Wire.Question question, bool dnssecOk = true) { }
        public DaneCore.Resolver.Wire.Message AnswerAuthoritatively(DaneCore.Resolver.Wire.Message query) { }
        public DaneCore.Resolver.Wire.Message AnswerAuthoritatively(DaneCore.Resolver.Wire.Question question, bool dnssecOk = true) { }
        public DaneCore.Lab.Signing.SignedZone? Find(DaneCore.Resolver.Wire.DomainName apex) { }
        public DaneCore.Lab.Authority.ZoneSet With([System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IEnumerable<DaneCore.Lab.Signing.SignedZone> zones) { }
    }
    public sealed class ZoneTree
    {
        public ZoneTree() { }
        public DaneCore.Lab.Authority.ZoneTree Add(DaneCore.Lab.Signing.ZoneContent content, DaneCore.Lab.Signing.SigningPlan? plan = null) { }
        public DaneCore.Lab.Authority.ZoneSet Sign() { }
    }
}
namespace DaneCore.Lab.Costs
{
    public sealed class CostlyLookup : System.IEquatable<DaneCore.Lab.Costs.CostlyLookup>
    {
        public CostlyLookup(string Name, string Claim, DaneCore.Lab.Scenarios.Scenario Scenario) { }
        public string Claim { get; init; }
        public string Name { get; init; }
        public DaneCore.Lab.Scenarios.Scenario Scenario { get; init; }
    }
    public static class HostileLookups
    {
        public static System.Collections.Generic.IEnumerable<DaneCore.Lab.Costs.CostlyLookup> All() { }
    }
    public static class SoundLookups
    {
        public static DaneCore.Lab.Costs.CostlyLookup Ordinary { get; }
        public static System.Collections.Generic.IEnumerable<DaneCore.Lab.Costs.CostlyLookup> All() { }
    }
}
namespace DaneCore.Lab.Faults
{
    public interface IReplyFault
    {
        System.Threading.Tasks.ValueTask<DaneCore.Lab.Faults.LabReply> ApplyAsync(DaneCore.Lab.Faults.LabQuery query, DaneCore.Lab.Faults.LabReply reply, System.Threading.CancellationToken stop);
    }
    public sealed class LabQuery : System.IEquatable<DaneCore.Lab.Faults.LabQuery>
    {
        public LabQuery(DaneCore.Resolver.Wire.Message Message, DaneCore.Lab.Faults.LabTransport Transport) { }
        public DaneCore.Resolver.Wire.Message Message { get; init; }
        public DaneCore.Resolver.Wire.Question? Question { get; }
        public DaneCore.Lab.Faults.LabTransport Transport { get; init; }
    }
    public abstract class LabReply : System.IEquatable<DaneCore.Lab.Faults.LabReply>
    {
        public sealed class Closed : DaneCore.Lab.Faults.LabReply, System.IEquatable<DaneCore.Lab.Faults.LabReply.Closed>
        {
            public Closed() { }
        }
        public sealed class Garbage : DaneCore.Lab.Faults.LabReply, System.IEquatable<DaneCore.Lab.Faults.LabReply.Garbage>
        {
            public Garbage(System.ReadOnlyMemory<byte> Octets) { }
            public System.ReadOnlyMemory<byte> Octets { get; init; }
        }
        public sealed class Sent : DaneCore.Lab.Faults.LabReply, System.IEquatable<DaneCore.Lab.Faults.LabReply.Sent>
        {
            public Sent(DaneCore.Resolver.Wire.Message Message) { }
            public DaneCore.Resolver.Wire.Message Message { get; init; }
        }
        public sealed class Several : DaneCore.Lab.Faults.LabReply, System.IEquatable<DaneCore.Lab.Faults.LabReply.Several>
        {
            public Several(System.Collections.Generic.IReadOnlyList<DaneCore.Lab.Faults.LabReply> Replies) { }
            public System.Collections.Generic.IReadOnlyList<DaneCore.Lab.Faults.LabReply> Replies { get; init; }
        }
        public sealed class Silence : DaneCore.Lab.Faults.LabReply, System.IEquatable<DaneCore.Lab.Faults.LabReply.Silence>
        {
            public Silence() { }
        }
    }
    public enum LabTransport
    {
        Datagram = 0,
        Stream = 1,
    }
    public static class ReplyFaults
    {
        public static DaneCore.Lab.Faults.IReplyFault AddToAdditional([System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Wire.ResourceRecord> records) { }
        public static DaneCore.Lab.Faults.IReplyFault AddToAnswer([System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Wire.ResourceRecord> records) { }
        public static DaneCore.Lab.Faults.IReplyFault AddToAuthority([System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Wire.ResourceRecord> records) { }
        public static DaneCore.Lab.Faults.IReplyFault After(this DaneCore.Lab.Faults.IReplyFault fault, DaneCore.Lab.Faults.IReplyFault first) { }
        public static DaneCore.Lab.Faults.IReplyFault AnswerAs(DaneCore.Lab.Authority.ZoneSet zones, DaneCore.Resolver.Wire.Question other) { }
        public static DaneCore.Lab.Faults.IReplyFault AnswerFrom(DaneCore.Lab.Authority.ZoneSet zones) { }
        public static DaneCore.Lab.Faults.IReplyFault ClaimAuthentic() { }
        public static DaneCore.Lab.Faults.IReplyFault Close() { }
        public static DaneCore.Lab.Faults.IReplyFault Delay(System.TimeSpan delay, System.TimeProvider clock) { }
        public static DaneCore.Lab.Faults.IReplyFault DenyEmptyNonTerminals() { }
        public static DaneCore.Lab.Faults.IReplyFault Drop() { }
        public static DaneCore.Lab.Faults.IReplyFault Empty() { }
        public static DaneCore.Lab.Faults.IReplyFault Fail(DaneCore.Resolver.Wire.ResponseCode code) { }
        public static DaneCore.Lab.Faults.IReplyFault First(this DaneCore.Lab.Faults.IReplyFault fault, int times) { }
        public static DaneCore.Lab.Faults.IReplyFault FlipData(DaneCore.Resolver.Wire.RecordType type, int bit) { }
        public static DaneCore.Lab.Faults.IReplyFault FlipSignature(DaneCore.Resolver.Wire.RecordType covered, int bit) { }
        public static DaneCore.Lab.Faults.IReplyFault Flood(int forgeries) { }
        public static DaneCore.Lab.Faults.IReplyFault FoldCase() { }
        public static DaneCore.Lab.Faults.IReplyFault For(this DaneCore.Lab.Faults.IReplyFault fault, DaneCore.Resolver.Wire.DomainName name) { }
        public static DaneCore.Lab.Faults.IReplyFault For(this DaneCore.Lab.Faults.IReplyFault fault, [System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Wire.RecordType> types) { }
        public static DaneCore.Lab.Faults.IReplyFault Forge(DaneCore.Resolver.Wire.Rdata.Rdata data) { }
        public static DaneCore.Lab.Faults.IReplyFault ForgetCd() { }
        public static DaneCore.Lab.Faults.IReplyFault Garbage(System.ReadOnlyMemory<byte> octets) { }
        public static DaneCore.Lab.Faults.IReplyFault IgnoreDo() { }
        public static DaneCore.Lab.Faults.IReplyFault LoseLargerThan(int octets) { }
        public static DaneCore.Lab.Faults.IReplyFault MapMessage(System.Func<DaneCore.Resolver.Wire.Message, DaneCore.Resolver.Wire.Message> map) { }
        public static DaneCore.Lab.Faults.IReplyFault MapRecords(System.Func<DaneCore.Resolver.Wire.ResourceRecord, DaneCore.Resolver.Wire.ResourceRecord?> map) { }
        public static DaneCore.Lab.Faults.IReplyFault NoEdns() { }
        public static DaneCore.Lab.Faults.IReplyFault OverUdp(this DaneCore.Lab.Faults.IReplyFault fault) { }
        public static DaneCore.Lab.Faults.IReplyFault Portal(DaneCore.Resolver.Wire.Rdata.AddressRdata address) { }
        public static DaneCore.Lab.Faults.IReplyFault ReferTo([System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Wire.ResourceRecord> records) { }
        public static DaneCore.Lab.Faults.IReplyFault ReferToRoot() { }
        public static DaneCore.Lab.Faults.IReplyFault RefuseRecursion() { }
        public static DaneCore.Lab.Faults.IReplyFault RejectEdns() { }
        public static DaneCore.Lab.Faults.IReplyFault ReplayFirst() { }
        public static DaneCore.Lab.Faults.IReplyFault RewriteNxdomain(DaneCore.Resolver.Wire.Rdata.AddressRdata address) { }
        public static DaneCore.Lab.Faults.IReplyFault StripDenial() { }
        public static DaneCore.Lab.Faults.IReplyFault StripRecords(System.Func<DaneCore.Resolver.Wire.ResourceRecord, bool> strip) { }
        public static DaneCore.Lab.Faults.IReplyFault StripSignatures([System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Wire.RecordType> covering) { }
        public static DaneCore.Lab.Faults.IReplyFault Truncate(bool overTcpToo = false) { }
        public static DaneCore.Lab.Faults.IReplyFault When(this DaneCore.Lab.Faults.IReplyFault fault, System.Func<DaneCore.Lab.Faults.LabQuery, bool> applies) { }
        public static DaneCore.Lab.Faults.IReplyFault WithCd(this DaneCore.Lab.Faults.IReplyFault fault) { }
        public static DaneCore.Lab.Faults.IReplyFault WithoutAuthority() { }
        public static DaneCore.Lab.Faults.IReplyFault WithoutTcp() { }
        public static DaneCore.Lab.Faults.IReplyFault WrongId() { }
        public static DaneCore.Lab.Faults.IReplyFault WrongQuestion(DaneCore.Resolver.Wire.DomainName other) { }
    }
}
namespace DaneCore.Lab.Internet
{
    public sealed class SampleDomain : System.IEquatable<DaneCore.Lab.Internet.SampleDomain>
    {
        public SampleDomain(string Name, string Says, string ExpectedVerdict, string? ExpectedCode) { }
        public string? ExpectedCode { get; init; }
        public string ExpectedVerdict { get; init; }
        public string Name { get; init; }
        public string Says { get; init; }
    }
    public sealed class SampleInternet : System.IAsyncDisposable
    {
        public DaneCore.Resolver.Validation.TrustAnchorSet Anchors { get; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Lab.Internet.SampleDomain> Domains { get; }
        public System.DateTimeOffset Now { get; }
        public DaneCore.Resolver.Sources.ISource Source { get; }
        public DaneCore.Lab.Authority.ZoneSet Zones { get; }
        public System.Threading.Tasks.ValueTask<System.IO.Stream> ConnectAsync(System.Net.IPEndPoint endPoint, System.Threading.CancellationToken stop) { }
        public System.Threading.Tasks.ValueTask DisposeAsync() { }
        public static DaneCore.Lab.Internet.SampleInternet Create() { }
        public static DaneCore.Lab.Internet.SampleInternet CreateOnLoopback() { }
    }
}
namespace DaneCore.Lab
{
    public sealed class LabInternet
    {
        public LabInternet(DaneCore.Lab.Authority.ZoneSet zones, System.Collections.Generic.IReadOnlyDictionary<System.Net.IPAddress, DaneCore.Lab.Faults.IReplyFault[]>? faults = null) { }
        public string Hints { get; }
        public DaneCore.Resolver.Sources.Iterating.RootHints RootHints { get; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Lab.LabSighting> Seen { get; }
        public System.Collections.Generic.IReadOnlyDictionary<System.Net.IPAddress, DaneCore.Lab.LabNameServer> Servers { get; }
        public System.Threading.Tasks.ValueTask<DaneCore.Lab.Faults.LabReply> RespondAsync(System.Net.IPAddress server, DaneCore.Lab.Faults.LabQuery query, System.Threading.CancellationToken stop) { }
    }
    public sealed class LabNameServer
    {
        public LabNameServer(DaneCore.Lab.Authority.ZoneSet zones, [System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IEnumerable<DaneCore.Lab.Faults.IReplyFault> faults) { }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Lab.Faults.IReplyFault> Faults { get; }
        public bool IsAuthoritative { get; init; }
        public string Name { get; init; }
        public DaneCore.Lab.Authority.ZoneSet Zones { get; set; }
        public System.Threading.Tasks.ValueTask<DaneCore.Lab.Faults.LabReply> RespondAsync(DaneCore.Lab.Faults.LabQuery query, System.Threading.CancellationToken stop) { }
    }
    public sealed class LabSighting : System.IEquatable<DaneCore.Lab.LabSighting>
    {
        public LabSighting(System.Net.IPAddress Server, DaneCore.Lab.Faults.LabQuery Query) { }
        public DaneCore.Lab.Faults.LabQuery Query { get; init; }
        public System.Net.IPAddress Server { get; init; }
        public override string ToString() { }
    }
    public sealed class LabSource : DaneCore.Resolver.Sources.ISource, System.IAsyncDisposable
    {
        public LabSource([System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IEnumerable<DaneCore.Lab.LabNameServer> servers) { }
        public LabSource(DaneCore.Lab.Authority.ZoneSet zones, [System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IEnumerable<DaneCore.Lab.Faults.IReplyFault> faults) { }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Wire.Question> Asked { get; }
        public System.Func<DaneCore.Resolver.Wire.Question, int, DaneCore.Resolver.Sources.SourceReply?>? Hook { get; set; }
        public int Places { get; }
        public System.Threading.Tasks.ValueTask<DaneCore.Resolver.Sources.SourceReply> AskAsync(DaneCore.Resolver.Wire.Question question, int place, System.Threading.CancellationToken stop) { }
        public System.Threading.Tasks.ValueTask DisposeAsync() { }
    }
    public sealed class LoopbackDnsServer : System.IAsyncDisposable
    {
        public int Connections { get; }
        public int Datagrams { get; }
        public System.Net.IPEndPoint EndPoint { get; }
        public int Queries { get; }
        public System.Threading.Tasks.ValueTask DisposeAsync() { }
        public static DaneCore.Lab.LoopbackDnsServer Start(DaneCore.Lab.Authority.ZoneSet zones, [System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IEnumerable<DaneCore.Lab.Faults.IReplyFault> faults) { }
        public static DaneCore.Lab.LoopbackDnsServer Start(DaneCore.Lab.LabNameServer server, bool withTcp = true, bool inOrder = false) { }
        public static DaneCore.Lab.LoopbackDnsServer StartTcp(DaneCore.Lab.LabNameServer server) { }
        public static DaneCore.Lab.LoopbackDnsServer StartTls(DaneCore.Lab.LabNameServer server, DaneCore.Lab.Mail.LabCertificate certificate, [System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IReadOnlyList<DaneCore.Lab.Mail.LabCertificate> between) { }
    }
    public sealed class LoopbackInternet : System.IAsyncDisposable
    {
        public DaneCore.Lab.LabInternet Internet { get; }
        public int Port { get; }
        public System.Threading.Tasks.ValueTask DisposeAsync() { }
        public static System.Threading.Tasks.ValueTask<DaneCore.Lab.LoopbackInternet> StartAsync(DaneCore.Lab.LabInternet internet, System.Collections.Generic.IReadOnlySet<System.Net.IPAddress>? withoutTcp = null) { }
    }
    public static class ZoneSurvey
    {
        public static DaneCore.Lab.ZoneSurveyResult Of(DaneCore.Lab.Signing.SignedZone zone, DaneCore.Resolver.Validation.TrustAnchorSet anchors, System.DateTimeOffset instant) { }
    }
    public sealed class ZoneSurveyResult : System.IEquatable<DaneCore.Lab.ZoneSurveyResult>
    {
        public ZoneSurveyResult() { }
        public int ApexSets { get; init; }
        public int Delegations { get; init; }
        public System.Collections.Generic.IReadOnlyList<string> Failures { get; init; }
        public int Signed { get; init; }
        public int Unsigned { get; init; }
        public int Validated { get; init; }
        public required DaneCore.Resolver.Wire.DomainName Zone { get; init; }
    }
}
namespace DaneCore.Lab.Mail
{
    public sealed class LabCertificate
    {
        public System.ReadOnlyMemory<byte> Der { get; }
        public DaneCore.Lab.Mail.LabCertificateRequest Request { get; }
        public System.ReadOnlyMemory<byte> Spki { get; }
        public DaneCore.Lab.Mail.LabCertificate Showing(System.ReadOnlyMemory<byte> octets) { }
        public string Tlsa(int usage = 3, int selector = 1, int matching = 1) { }
        public string ToPem() { }
        public System.Security.Cryptography.X509Certificates.X509Certificate2 ToPlatform() { }
    }
    public sealed class LabCertificateRequest : System.IEquatable<DaneCore.Lab.Mail.LabCertificateRequest>
    {
        public LabCertificateRequest() { }
        public System.Collections.Generic.IReadOnlyList<System.Net.IPAddress> Addresses { get; init; }
        public System.Collections.Generic.IReadOnlyList<string> DnsNames { get; init; }
        public System.ReadOnlyMemory<byte>? ExtendedKeyUsage { get; init; }
        public bool IsAuthority { get; init; }
        public DaneCore.Lab.Mail.LabCertificate? Issuer { get; init; }
        public string? KeySeed { get; init; }
        public required System.DateTimeOffset NotAfter { get; init; }
        public required System.DateTimeOffset NotBefore { get; init; }
        public int? PathLength { get; init; }
        public bool SpellsOutCurve { get; init; }
        public required string Subject { get; init; }
    }
    public static class LabCertificates
    {
        public static DaneCore.Lab.Mail.LabCertificate Authority(string name, System.DateTimeOffset notBefore, System.DateTimeOffset notAfter, DaneCore.Lab.Mail.LabCertificate? issuer = null) { }
        public static DaneCore.Lab.Mail.LabCertificate Issue(DaneCore.Lab.Mail.LabCertificateRequest request) { }
        public static DaneCore.Lab.Mail.LabCertificate Leaf(string host, System.DateTimeOffset notBefore, System.DateTimeOffset notAfter, DaneCore.Lab.Mail.LabCertificate? issuer = null) { }
    }
    public sealed class LabMailBehaviour : System.IEquatable<DaneCore.Lab.Mail.LabMailBehaviour>
    {
        public const string Closes = "(closes)";
        public LabMailBehaviour() { }
        public System.Func<string, string?>? Answer { get; init; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Lab.Mail.LabCertificate> Chain { get; init; }
        public System.TimeProvider Clock { get; init; }
        public bool ClosesWhenTired { get; init; }
        public string EarlyReply { get; init; }
        public DaneCore.Lab.Mail.LabMailFault Fault { get; init; }
        public string HostName { get; init; }
        public System.Collections.Generic.IReadOnlyList<string> Keywords { get; init; }
        public System.TimeSpan OctetDelay { get; init; }
        public System.Collections.Generic.IReadOnlyDictionary<string, string> Replies { get; init; }
        public bool SpeaksLmtp { get; init; }
        public long? TiresAfter { get; init; }
    }
    public enum LabMailFault
    {
        None = 0,
        RefusesConnection = 1,
        NoRoute = 2,
        SwallowsConnection = 3,
        ClosesAtConnect = 4,
        NeverGreets = 5,
        GreetsWithoutEnd = 6,
        ClosesAtEhlo = 7,
        OffersNoStartTls = 8,
        RefusesStartTls = 9,
        ClosesAtStartTls = 10,
        InjectsAfterStartTls = 11,
        SpeaksGarbageTls = 12,
        ClosesInHandshake = 13,
        StallsInHandshake = 14,
        ClosesAfterTls = 15,
    }
    public sealed class LabMailNet : System.IAsyncDisposable
    {
        public LabMailNet() { }
        public DaneCore.Lab.Mail.LabMailServer Add(System.Net.IPAddress address, DaneCore.Lab.Mail.LabMailBehaviour behaviour) { }
        public DaneCore.Lab.Mail.LabMailServer Add(System.Net.IPAddress address, DaneCore.Lab.Mail.LabMailServer server) { }
        public DaneCore.Lab.Mail.LabMailServer? At(System.Net.IPAddress address) { }
        public System.Threading.Tasks.ValueTask<System.IO.Stream> ConnectAsync(System.Net.IPEndPoint endPoint, System.Threading.CancellationToken stop) { }
        public System.Threading.Tasks.ValueTask DisposeAsync() { }
    }
    public sealed class LabMailServer
    {
        public LabMailServer(DaneCore.Lab.Mail.LabMailBehaviour behaviour) { }
        public DaneCore.Lab.Mail.LabMailBehaviour Behaviour { get; }
        public System.Collections.Generic.IReadOnlyList<string> Commands { get; }
        public int Connections { get; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Lab.Mail.LabMessage> Messages { get; }
        public System.Collections.Generic.IReadOnlyList<string> ServerNames { get; }
        public System.Threading.Tasks.Task ServeAsync(System.IO.Stream stream, System.Threading.CancellationToken stop = default) { }
    }
    public sealed class LabMessage : System.IEquatable<DaneCore.Lab.Mail.LabMessage>
    {
        public LabMessage(string MailFrom, System.Collections.Generic.IReadOnlyList<string> Recipients, System.ReadOnlyMemory<byte> Content, bool OverTls) { }
        public bool ByChunks { get; init; }
        public System.ReadOnlyMemory<byte> Content { get; init; }
        public string MailFrom { get; init; }
        public bool OverTls { get; init; }
        public System.Collections.Generic.IReadOnlyList<string> Recipients { get; init; }
    }
    public sealed class LoopbackMailServer : System.IAsyncDisposable
    {
        public LoopbackMailServer(DaneCore.Lab.Mail.LabMailServer server, System.Net.IPEndPoint endPoint) { }
        public LoopbackMailServer(DaneCore.Lab.Mail.LabMailServer server, int port = 0) { }
        public System.Net.IPEndPoint EndPoint { get; }
        public System.Threading.Tasks.ValueTask DisposeAsync() { }
    }
}
namespace DaneCore.Lab.Scenarios
{
    public sealed class RuleShown : System.IEquatable<DaneCore.Lab.Scenarios.RuleShown>
    {
        public RuleShown(int Number, DaneCore.Lab.Scenarios.RuleSide Side) { }
        public int Number { get; init; }
        public DaneCore.Lab.Scenarios.RuleSide Side { get; init; }
    }
    public enum RuleSide
    {
        Holds = 0,
        Broken = 1,
    }
    public sealed class Scenario : System.IEquatable<DaneCore.Lab.Scenarios.Scenario>
    {
        public Scenario() { }
        public required DaneCore.Resolver.Validation.TrustAnchorSet Anchors { get; init; }
        public required string Claim { get; init; }
        public required DaneCore.Resolver.Wire.ResponseCode Code { get; init; }
        public DaneCore.Resolver.Validation.ValidationPolicy Policy { get; init; }
        public bool PrivateZonesAreInsecure { get; init; }
        public required DaneCore.Resolver.Wire.Question Question { get; init; }
        public DaneCore.Resolver.Validation.ReasonKind Reason { get; init; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Wire.Message> Replies { get; init; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Lab.Scenarios.RuleShown> Rules { get; init; }
        public required DaneCore.Resolver.Validation.SecurityStatus Status { get; init; }
        public required System.DateTimeOffset Time { get; init; }
        public required DaneCore.Lab.Authority.ZoneSet Zones { get; init; }
        public DaneCore.Resolver.Wire.Message ReplyTo(DaneCore.Resolver.Wire.Question question) { }
    }
    public static class ScenarioReader
    {
        public static bool TryRead(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DaneCore.Lab.Scenarios.Scenario? scenario, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? why) { }
    }
    public sealed class ScenarioWorld
    {
        public ScenarioWorld() { }
        public static System.DateTimeOffset Now { get; }
        public DaneCore.Lab.Authority.ZoneSet Sign() { }
        public DaneCore.Lab.Scenarios.ScenarioWorld UnsignedZone(string apex, string records) { }
        public DaneCore.Lab.Scenarios.ScenarioWorld Zone(string apex, string records, System.Func<DaneCore.Lab.Signing.SigningPlan, DaneCore.Lab.Signing.SigningPlan>? plan = null) { }
        public DaneCore.Lab.Scenarios.ScenarioWorld ZoneWithDelegation(string apex, string records, System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Wire.Rdata.DsRdata> delegation, System.Func<DaneCore.Lab.Signing.SigningPlan, DaneCore.Lab.Signing.SigningPlan>? plan = null) { }
        public static DaneCore.Resolver.Validation.TrustAnchorSet AnchorsOf(DaneCore.Lab.Authority.ZoneSet zones, string apex = ".") { }
        public static DaneCore.Lab.Signing.ZoneKey KeyOf(string zone) { }
        public static DaneCore.Lab.Signing.SigningPlan UsualPlan(string zone) { }
    }
    public static class ScenarioWriter
    {
        public static string ToText(DaneCore.Lab.Scenarios.Scenario scenario) { }
    }
}
namespace DaneCore.Lab.Signing
{
    public abstract class DenialScheme : System.IEquatable<DaneCore.Lab.Signing.DenialScheme>
    {
        public sealed class Absent : DaneCore.Lab.Signing.DenialScheme, System.IEquatable<DaneCore.Lab.Signing.DenialScheme.Absent>
        {
            public Absent() { }
        }
        public sealed class Nsec : DaneCore.Lab.Signing.DenialScheme, System.IEquatable<DaneCore.Lab.Signing.DenialScheme.Nsec>
        {
            public Nsec() { }
        }
        public sealed class Nsec3 : DaneCore.Lab.Signing.DenialScheme, System.IEquatable<DaneCore.Lab.Signing.DenialScheme.Nsec3>
        {
            public Nsec3(ushort Iterations = 0, bool OptOut = false) { }
            public ushort Iterations { get; init; }
            public bool OptOut { get; init; }
            public System.ReadOnlyMemory<byte> Salt { get; init; }
        }
    }
    public enum KeyRole
    {
        Combined = 0,
        KeySigning = 1,
        ZoneSigning = 2,
    }
    public sealed class SetPlan : System.IEquatable<DaneCore.Lab.Signing.SetPlan>
    {
        public SetPlan(DaneCore.Resolver.Wire.DomainName Owner, DaneCore.Resolver.Wire.RecordType Type) { }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Wire.RecordType> AddedTypes { get; init; }
        public DaneCore.Resolver.Wire.DnssecAlgorithm? Algorithm { get; init; }
        public DaneCore.Lab.Signing.SignatureDamage Damage { get; init; }
        public System.DateTimeOffset? Expiration { get; init; }
        public System.Func<DaneCore.Resolver.Wire.Rdata.Rdata, DaneCore.Resolver.Wire.Rdata.Rdata>? Forge { get; init; }
        public System.DateTimeOffset? Inception { get; init; }
        public bool IsAddition { get; init; }
        public bool IsLeftOut { get; init; }
        public ushort? KeyTag { get; init; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Lab.Signing.ZoneKey>? Keys { get; init; }
        public byte? Labels { get; init; }
        public uint? OriginalTtl { get; init; }
        public DaneCore.Resolver.Wire.DomainName Owner { get; init; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Wire.RecordType> RemovedTypes { get; init; }
        public DaneCore.Resolver.Wire.DomainName? Renamed { get; init; }
        public System.Func<DaneCore.Resolver.Wire.Rdata.Rdata, DaneCore.Resolver.Wire.Rdata.Rdata>? Rewrite { get; init; }
        public DaneCore.Resolver.Wire.DomainName? Signer { get; init; }
        public DaneCore.Resolver.Wire.RecordType Type { get; init; }
        public DaneCore.Resolver.Wire.RecordType? TypeCovered { get; init; }
    }
    public enum SignatureDamage
    {
        None = 0,
        Omitted = 1,
        Flipped = 2,
        Shortened = 3,
        Padded = 4,
    }
    public sealed class SignedZone
    {
        public DaneCore.Resolver.Wire.DomainName Apex { get; }
        public bool IsSigned { get; }
        public System.Collections.Generic.IEnumerable<DaneCore.Resolver.Wire.Rdata.DnskeyRdata> Keys { get; }
        public System.Collections.Generic.IEnumerable<DaneCore.Resolver.Wire.ResourceRecord> Records { get; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Wire.RecordSet> Sets { get; }
        public DaneCore.Lab.Signing.SignedZone Altered(System.Func<DaneCore.Resolver.Wire.RecordSet, DaneCore.Resolver.Wire.RecordSet?> alter) { }
        public System.Collections.Generic.IEnumerable<DaneCore.Resolver.Wire.ResourceRecord> DelegationSigners([System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IEnumerable<DaneCore.Resolver.Wire.DigestType> digests) { }
        public string ToZoneFile() { }
        public static DaneCore.Lab.Signing.SignedZone AsIs(DaneCore.Lab.Signing.ZoneContent content) { }
    }
    public sealed class SigningPlan : System.IEquatable<DaneCore.Lab.Signing.SigningPlan>
    {
        public SigningPlan() { }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Wire.DigestType> DelegationDigests { get; init; }
        public DaneCore.Lab.Signing.DenialScheme Denial { get; init; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Lab.Signing.SetPlan> Exceptions { get; init; }
        public required System.DateTimeOffset Expiration { get; init; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Lab.Signing.ZoneKey> HiddenKeys { get; init; }
        public required System.DateTimeOffset Inception { get; init; }
        public required System.Collections.Generic.IReadOnlyList<DaneCore.Lab.Signing.ZoneKey> Keys { get; init; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Lab.Signing.ZoneKey> StandbyKeys { get; init; }
        public DaneCore.Lab.Signing.SigningPlan Except(DaneCore.Lab.Signing.SetPlan exception) { }
        public static DaneCore.Lab.Signing.SigningPlan Simple(string seed, System.DateTimeOffset inception, System.DateTimeOffset expiration, DaneCore.Resolver.Wire.DnssecAlgorithm algorithm = 13) { }
    }
    public sealed class ZoneContent
    {
        public ZoneContent(DaneCore.Resolver.Wire.DomainName apex, System.Collections.Generic.IEnumerable<DaneCore.Resolver.Wire.ResourceRecord> records) { }
        public DaneCore.Resolver.Wire.DomainName Apex { get; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Wire.ResourceRecord> Records { get; }
        public DaneCore.Resolver.Wire.Rdata.SoaRdata? Soa { get; }
        public string ToZoneFile() { }
        public DaneCore.Lab.Signing.ZoneContent With([System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IEnumerable<DaneCore.Resolver.Wire.ResourceRecord> more) { }
        public DaneCore.Lab.Signing.ZoneContent Without(DaneCore.Resolver.Wire.DomainName owner, DaneCore.Resolver.Wire.RecordType type = 0) { }
        public static DaneCore.Lab.Signing.ZoneContent Parse(string apex, string text) { }
        public static bool TryParse(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DaneCore.Lab.Signing.ZoneContent? content, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? why, DaneCore.Resolver.Wire.DomainName? origin = null) { }
    }
    public sealed class ZoneKey
    {
        public DaneCore.Resolver.Wire.DnssecAlgorithm Algorithm { get; }
        public DaneCore.Resolver.Wire.Rdata.DnskeyRdata Record { get; }
        public DaneCore.Lab.Signing.KeyRole Role { get; }
        public ushort Tag { get; }
        public DaneCore.Resolver.Wire.Rdata.DsRdata DelegationSigner(DaneCore.Resolver.Wire.DomainName zone, DaneCore.Resolver.Wire.DigestType digestType = 2) { }
        public DaneCore.Lab.Signing.ZoneKey Revoked() { }
        public byte[] Sign(System.ReadOnlySpan<byte> data) { }
        public DaneCore.Lab.Signing.ZoneKey WithFlags(ushort flags) { }
        public DaneCore.Lab.Signing.ZoneKey WithProtocol(byte protocol) { }
        public DaneCore.Lab.Signing.ZoneKey WithPublicKey(System.ReadOnlySpan<byte> publicKey) { }
        public static DaneCore.Lab.Signing.ZoneKey Create(DaneCore.Resolver.Wire.DnssecAlgorithm algorithm, string seed, DaneCore.Lab.Signing.KeyRole role = 0) { }
        public static DaneCore.Lab.Signing.ZoneKey CreateRsa(DaneCore.Resolver.Wire.DnssecAlgorithm algorithm, int bits, int number, DaneCore.Lab.Signing.KeyRole role = 0) { }
        public static DaneCore.Lab.Signing.ZoneKey Decoy(ushort tag, string seed, DaneCore.Resolver.Wire.DnssecAlgorithm algorithm = 8, DaneCore.Lab.Signing.KeyRole role = 0) { }
        public static DaneCore.Lab.Signing.ZoneKey Inert(DaneCore.Resolver.Wire.DnssecAlgorithm algorithm, System.ReadOnlySpan<byte> publicKey, DaneCore.Lab.Signing.KeyRole role = 0) { }
        public static bool TryImport(string text, DaneCore.Lab.Signing.KeyRole role, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DaneCore.Lab.Signing.ZoneKey? key, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? why) { }
    }
    public static class ZoneSigner
    {
        public static DaneCore.Lab.Signing.SignedZone Sign(DaneCore.Lab.Signing.ZoneContent content, DaneCore.Lab.Signing.SigningPlan plan) { }
    }
}

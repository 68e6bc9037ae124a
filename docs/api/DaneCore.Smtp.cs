namespace DaneCore.Smtp
{
    public sealed class AddressReport : System.IEquatable<DaneCore.Smtp.AddressReport>
    {
        public AddressReport() { }
        public required System.Net.IPAddress Address { get; init; }
        public DaneCore.Dane.PeerChain? Chain { get; init; }
        public string? Code { get; init; }
        public bool IsFailureHere { get; }
        public DaneCore.Dane.DaneOutcome? Outcome { get; init; }
        public required string Reason { get; init; }
        public required DaneCore.Smtp.AddressResult Result { get; init; }
        public string ResultText { get; }
        public DaneCore.Dane.ResultType ResultType { get; init; }
        public bool TakesMail { get; }
        public string? TlsCipher { get; init; }
        public string? TlsVersion { get; init; }
        public System.Collections.Generic.IReadOnlyList<string> Transcript { get; init; }
    }
    public enum AddressResult
    {
        NotTried = 0,
        Failed = 1,
        Cleartext = 2,
        Encrypted = 3,
        Authenticated = 4,
    }
    public sealed class CertificateEnd : System.IEquatable<DaneCore.Smtp.CertificateEnd>
    {
        public CertificateEnd(DaneCore.Resolver.Wire.DomainName Host, System.Net.IPAddress Address, DaneCore.Dane.PeerCertificate Certificate, System.DateTimeOffset NotAfter, bool IsJudged) { }
        public System.Net.IPAddress Address { get; init; }
        public DaneCore.Dane.PeerCertificate Certificate { get; init; }
        public DaneCore.Resolver.Wire.DomainName Host { get; init; }
        public bool IsJudged { get; init; }
        public System.TimeSpan? Lifetime { get; }
        public System.DateTimeOffset NotAfter { get; init; }
    }
    public enum CheckVerdict
    {
        Undeterminable = 0,
        DaneOk = 1,
        DaneFailed = 2,
        DnssecBogus = 3,
        EncryptOnly = 4,
        NoDane = 5,
        NullMx = 6,
        Unreachable = 7,
        NoSuchDomain = 8,
        DanePublished = 9,
    }
    public sealed class DeliveryAttempt : System.IEquatable<DaneCore.Smtp.DeliveryAttempt>
    {
        public DeliveryAttempt() { }
        public System.Net.IPAddress? Address { get; init; }
        public DaneCore.Dane.PeerChain? Chain { get; init; }
        public string? Code { get; init; }
        public DaneCore.Resolver.Wire.DomainName? Host { get; init; }
        public bool IsReused { get; init; }
        public required string NextHop { get; init; }
        public DaneCore.Dane.DaneOutcome? Outcome { get; init; }
        public required DaneCore.Smtp.TransportPolicy Policy { get; init; }
        public required string PolicyReason { get; init; }
        public string PolicyText { get; }
        public required string Reason { get; init; }
        public DaneCore.Dane.ResultType ResultType { get; init; }
        public DaneCore.Smtp.DeliverySecurity Security { get; init; }
        public string? SecurityText { get; }
        public string? TlsCipher { get; init; }
        public string? TlsVersion { get; init; }
        public System.Collections.Generic.IReadOnlyList<string> Transcript { get; init; }
    }
    public sealed class DeliveryCanceledException : System.OperationCanceledException
    {
        public DaneCore.Smtp.DeliveryReport Report { get; }
    }
    public sealed class DeliveryReport : System.IEquatable<DaneCore.Smtp.DeliveryReport>
    {
        public DeliveryReport() { }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Smtp.DeliveryAttempt> Attempts { get; init; }
        public bool IsDelivered { get; }
        public required System.Collections.Generic.IReadOnlyList<DaneCore.Smtp.RecipientOutcome> Recipients { get; init; }
        public System.Collections.Generic.IEnumerable<DaneCore.Smtp.DeliveryAttempt> AttemptsFor(DaneCore.Smtp.EnvelopeRecipient recipient) { }
    }
    public enum DeliverySecurity
    {
        None = 0,
        Cleartext = 1,
        Encrypted = 2,
        Authenticated = 3,
    }
    public sealed class DomainCheck
    {
        public DomainCheck(DaneCore.Resolver.ISecureResolver resolver, DaneCore.Smtp.SmtpOptions options) { }
        public System.Threading.Tasks.ValueTask<DaneCore.Smtp.DomainReport> CheckAsync(DaneCore.Resolver.Wire.DomainName domain, System.Threading.CancellationToken stop = default) { }
        public System.Threading.Tasks.ValueTask<DaneCore.Smtp.DomainReport> CheckDnsAsync(DaneCore.Resolver.Wire.DomainName domain, System.Threading.CancellationToken stop = default) { }
    }
    public sealed class DomainReport : System.IEquatable<DaneCore.Smtp.DomainReport>
    {
        public DomainReport() { }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Answer> Answers { get; }
        public System.DateTimeOffset At { get; init; }
        public string? Code { get; init; }
        public required DaneCore.Resolver.Wire.DomainName Domain { get; init; }
        public DaneCore.Smtp.CertificateEnd? FirstCertificateEnd { get; }
        public DaneCore.Dane.SignatureSpan? FirstSignatureEnd { get; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Smtp.HostReport> Hosts { get; init; }
        public bool IsImplicitMx { get; init; }
        public DaneCore.Resolver.Answer? MxAnswer { get; init; }
        public required DaneCore.Resolver.Validation.SecurityStatus MxSecurity { get; init; }
        public required DaneCore.Dane.UsageProfile Profile { get; init; }
        public required string Reason { get; init; }
        public System.Collections.Generic.IReadOnlyList<string> Recommendations { get; init; }
        public DaneCore.Dane.ResultType ResultType { get; init; }
        public required DaneCore.Smtp.CheckVerdict Verdict { get; init; }
        public string VerdictText { get; }
        public static string TextOf(DaneCore.Smtp.CheckVerdict verdict) { }
    }
    [System.Flags]
    public enum DsnNotify
    {
        None = 0,
        Never = 1,
        Success = 2,
        Failure = 4,
        Delay = 8,
    }
    public enum DsnReturn
    {
        None = 0,
        Full = 1,
        Headers = 2,
    }
    public sealed class Envelope : System.IEquatable<DaneCore.Smtp.Envelope>
    {
        public Envelope() { }
        [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
        public Envelope(string sender, [System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IReadOnlyList<string> recipients) { }
        public string? EnvelopeId { get; init; }
        public required System.Collections.Generic.IReadOnlyList<DaneCore.Smtp.EnvelopeRecipient> Recipients { get; init; }
        public bool RequiresTls { get; init; }
        public DaneCore.Smtp.DsnReturn Return { get; init; }
        public DaneCore.Smtp.Protocol.Mailbox? Sender { get; init; }
        public bool TlsIsOptional { get; init; }
        public static bool TryCreate(string sender, System.Collections.Generic.IReadOnlyList<string> recipients, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DaneCore.Smtp.Envelope? envelope, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? why) { }
    }
    public sealed class EnvelopeRecipient : System.IEquatable<DaneCore.Smtp.EnvelopeRecipient>
    {
        public EnvelopeRecipient(DaneCore.Smtp.Protocol.Mailbox Address) { }
        public DaneCore.Smtp.Protocol.Mailbox Address { get; init; }
        public DaneCore.Smtp.DsnNotify Notify { get; init; }
        public string? OriginalRecipient { get; init; }
        public override string ToString() { }
    }
    public sealed class HostReport : System.IEquatable<DaneCore.Smtp.HostReport>
    {
        public HostReport() { }
        public DaneCore.Resolver.Validation.SecurityStatus AddressSecurity { get; init; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Smtp.AddressReport> Addresses { get; init; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Answer> Answers { get; }
        public string? Code { get; init; }
        public required DaneCore.Resolver.Wire.DomainName Host { get; init; }
        public DaneCore.Dane.TlsaLookupResult? Lookup { get; init; }
        public required DaneCore.Smtp.TransportPolicy Policy { get; init; }
        public required string PolicyReason { get; init; }
        public string PolicyText { get; }
        public required int Preference { get; init; }
        public DaneCore.Dane.ResultType ResultType { get; init; }
        public DaneCore.Dane.RolloverReadiness? Rollover { get; init; }
        public DaneCore.Smtp.AddressReport? Taker { get; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Dane.TlsaRecord> Tlsa { get; init; }
        public DaneCore.Resolver.Wire.DomainName? TlsaBase { get; init; }
        public DaneCore.Resolver.Validation.SecurityStatus? TlsaSecurity { get; init; }
    }
    public enum InsecureMxPolicy
    {
        Dane = 0,
        Encrypt = 1,
        May = 2,
    }
    public sealed class MessageSource
    {
        public static DaneCore.Smtp.MessageSource From(System.Func<System.Threading.CancellationToken, System.Threading.Tasks.ValueTask<System.IO.Stream>> open) { }
        public static DaneCore.Smtp.MessageSource FromOctets(System.ReadOnlyMemory<byte> octets) { }
        public static DaneCore.Smtp.MessageSource FromStream(System.IO.Stream stream) { }
    }
    public sealed class RecipientOutcome : System.IEquatable<DaneCore.Smtp.RecipientOutcome>
    {
        public RecipientOutcome() { }
        public System.Net.IPAddress? Address { get; init; }
        public required string Code { get; init; }
        public string? FinalCode { get; init; }
        public DaneCore.Resolver.Wire.DomainName? Host { get; init; }
        public bool IsDelivered { get; init; }
        public bool IsDsnPassedOn { get; init; }
        public bool IsRouteSecure { get; init; }
        public bool IsSecure { get; }
        public bool IsTransient { get; init; }
        public bool IsUncertain { get; init; }
        public required string Reason { get; init; }
        public required DaneCore.Smtp.EnvelopeRecipient Recipient { get; init; }
        public string? Reply { get; init; }
        public DaneCore.Dane.ResultType ResultType { get; init; }
        public DaneCore.Smtp.DeliverySecurity Security { get; init; }
        public string? SecurityText { get; }
        public string? Waived { get; init; }
    }
    public sealed class SmtpOptions : System.IEquatable<DaneCore.Smtp.SmtpOptions>
    {
        public SmtpOptions() { }
        public bool AuditsOnly { get; init; }
        public System.TimeSpan CheckTimeout { get; init; }
        public System.TimeProvider Clock { get; init; }
        public System.Func<System.Net.IPEndPoint, System.Threading.CancellationToken, System.Threading.Tasks.ValueTask<System.IO.Stream>> Connect { get; init; }
        public System.TimeSpan? DeliveryTimeout { get; init; }
        public string? HeloName { get; init; }
        public System.TimeSpan IdleTime { get; init; }
        public DaneCore.Smtp.InsecureMxPolicy InsecureMx { get; init; }
        public Microsoft.Extensions.Logging.ILogger Logger { get; init; }
        public int MaxAddresses { get; init; }
        public int MaxConnections { get; init; }
        public int MaxHosts { get; init; }
        public int MaxMessagesPerConnection { get; init; }
        public int MaxRecipients { get; init; }
        public bool OffersOlderSuites { get; init; }
        public System.Collections.Generic.IReadOnlyList<DaneCore.Resolver.Wire.DomainName> OwnNames { get; init; }
        public System.Func<int, int> Pick { get; init; }
        public int Port { get; init; }
        public DaneCore.Dane.UsageProfile Profile { get; init; }
        public bool RequireDane { get; init; }
        public bool RequireTls { get; init; }
        public DaneCore.Smtp.SmtpTimeouts Timeouts { get; init; }
        public bool UsesLmtp { get; init; }
    }
    public sealed class SmtpSender : System.IAsyncDisposable
    {
        public SmtpSender(DaneCore.Resolver.ISecureResolver resolver, DaneCore.Smtp.SmtpOptions options) { }
        public System.Threading.Tasks.ValueTask DisposeAsync() { }
        public System.Threading.Tasks.ValueTask<DaneCore.Smtp.DeliveryReport> SendAsync(DaneCore.Smtp.Envelope envelope, DaneCore.Smtp.MessageSource message, System.Threading.CancellationToken stop = default) { }
        public System.Threading.Tasks.ValueTask<DaneCore.Smtp.DeliveryReport> SendAsync(DaneCore.Smtp.Envelope envelope, System.IO.Stream message, System.Threading.CancellationToken stop = default) { }
    }
    public sealed class SmtpTimeouts : System.IEquatable<DaneCore.Smtp.SmtpTimeouts>
    {
        public SmtpTimeouts() { }
        public System.TimeSpan Connect { get; init; }
        public System.TimeSpan Data { get; init; }
        public System.TimeSpan DataBlock { get; init; }
        public System.TimeSpan Greeting { get; init; }
        public System.TimeSpan Handshake { get; init; }
        public System.TimeSpan Hello { get; init; }
        public System.TimeSpan Mail { get; init; }
        public System.TimeSpan Message { get; init; }
        public System.TimeSpan Quit { get; init; }
        public System.TimeSpan Recipient { get; init; }
        public static DaneCore.Smtp.SmtpTimeouts Delivery { get; }
        public static DaneCore.Smtp.SmtpTimeouts Probe { get; }
        public static DaneCore.Smtp.SmtpTimeouts All(System.TimeSpan time) { }
    }
    public enum TransportPolicy
    {
        Skip = 0,
        Dane = 1,
        Encrypt = 2,
        May = 3,
    }
}
namespace DaneCore.Smtp.Protocol
{
    public sealed class Mailbox : System.IEquatable<DaneCore.Smtp.Protocol.Mailbox>
    {
        public DaneCore.Resolver.Wire.DomainName? Domain { get; }
        public System.Net.IPAddress? Literal { get; }
        public string LocalPart { get; }
        public bool NeedsSmtpUtf8 { get; }
        public bool Equals(DaneCore.Smtp.Protocol.Mailbox? other) { }
        public override bool Equals(object? obj) { }
        public override int GetHashCode() { }
        public override string ToString() { }
        public static DaneCore.Smtp.Protocol.Mailbox Parse(string text) { }
        public static bool TryParse([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DaneCore.Smtp.Protocol.Mailbox? mailbox, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? why) { }
    }
}

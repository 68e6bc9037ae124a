using System.Net;
using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Dane.Tests;

/// <summary>Answers that a test laid down, and what was asked. A question nobody laid down an answer for fails.</summary>
internal sealed class FakeResolver : ISecureResolver
{
    private readonly Dictionary<Question, Answer> _answers = [];
    private readonly List<string> _asked = [];

    /// <summary>The questions in the order they came, as <c>name TYPE</c>.</summary>
    public IReadOnlyList<string> Asked => _asked;

    public IEnumerable<string> AskedForTlsa => _asked.Where(question => question.EndsWith(" TLSA", StringComparison.Ordinal));

    public ValueTask<Answer> LookupAsync(DomainName name, RecordType type, CancellationToken stop = default)
    {
        Question question = new(name, type);
        _asked.Add($"{name} {RecordTypes.ToText(type)}");
        return ValueTask.FromResult(_answers.GetValueOrDefault(question) ?? Make(question, SecurityStatus.Indeterminate, [], name));
    }

    public FakeResolver With(
        string name, RecordType type, SecurityStatus security, IEnumerable<Rdata> data, string? finalName = null, AliasHop[]? aliases = null)
    {
        Question question = new(DomainName.Parse(name), type);
        _answers[question] = Make(question, security, data, DomainName.Parse(finalName ?? name)) with { Aliases = aliases ?? [] };
        return this;
    }

    /// <summary>A and AAAA of one status; no AAAA record.</summary>
    public FakeResolver WithHost(string name, SecurityStatus security, string? finalName = null, AliasHop[]? aliases = null) =>
        With(name, RecordType.A, security, [new AddressRdata(IPAddress.Parse("192.0.2.25"))], finalName, aliases)
            .With(name, RecordType.AAAA, security, [], finalName, aliases);

    public FakeResolver WithTlsa(string name, SecurityStatus security, params string[] records) =>
        With(name, RecordType.TLSA, security, records.Select(record => Tlsa(TlsaRecord.Parse(record))));

    /// <summary>An answer whose code is not the one its status goes with.</summary>
    public FakeResolver WithCode(string name, RecordType type, SecurityStatus security, ResponseCode code)
    {
        Question question = new(DomainName.Parse(name), type);
        _answers[question] = Make(question, security, [], question.Name) with { Code = code };
        return this;
    }

    private static TlsaRdata Tlsa(TlsaRecord record) =>
        new((byte)record.Usage, (byte)record.Selector, (byte)record.MatchingType, record.Data.ToArray());

    private static Answer Make(Question question, SecurityStatus security, IEnumerable<Rdata> data, DomainName finalName)
    {
        bool isUsable = security is SecurityStatus.Secure or SecurityStatus.Insecure;
        var set = RecordSet.Create(finalName, question.Type, 300, data);
        return new Answer
        {
            Question = question,
            Security = security,
            Code = isUsable ? ResponseCode.NoError : ResponseCode.ServFail,
            FinalName = finalName,
            Records = isUsable ? [.. set.Records] : [],
            Why = security == SecurityStatus.Secure ? null : new Reason(isUsable ? ReasonKind.InsecureDelegation : ReasonKind.SignatureWrong, "as the test says"),
            Secure = security == SecurityStatus.Secure && set.Data.Count > 0 ? Attest(set) : null,
        };
    }

    private static SecureRecords? Attest(RecordSet set)
    {
        DateTimeOffset until = TestCertificate.Now.AddHours(1);
        RrsigRdata signature = new(set.Type, DnssecAlgorithm.Ed25519, (byte)set.Owner.LabelCount, 300, 0, 0, 1, DomainName.Root, new byte[64]);
        Evidence evidence = new()
        {
            Kind = EvidenceKind.Signature,
            Name = set.Owner,
            Status = SecurityStatus.Secure,
            Text = "as the test says",
            Rfc = "RFC 4035 section 5.3.3",
        };
        return SecureRecords.Attest(new Judgement
        {
            Verdict = Verdict.Secure([evidence], until),
            Code = ResponseCode.NoError,
            FinalName = set.Owner,
            SecureData = [SecureRecordSet.Attest(set, signature, until, evidence)],
        });
    }
}

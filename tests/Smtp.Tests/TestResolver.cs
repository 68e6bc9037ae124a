using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Smtp.Tests;

/// <summary>
/// Answers as a validating resolver would, from records that say of themselves how secure they are. What it does not hold
/// is securely absent, or insecurely below names called unsigned. Remembers what was asked.
/// </summary>
internal sealed class TestResolver : ISecureResolver
{
    private readonly Dictionary<(DomainName, RecordType), (List<Rdata> Data, SecurityStatus Status)> _sets = [];
    private readonly Dictionary<(DomainName, RecordType), (SecurityStatus Status, ReasonKind Why)> _failures = [];
    private readonly Dictionary<DomainName, SecurityStatus> _missing = [];
    private readonly List<DomainName> _unsigned = [];
    private readonly List<string> _asked = [];

    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (_asked)
            {
                return [.. _asked];
            }
        }
    }

    public TestResolver Secure(params string[] records) => Add(SecurityStatus.Secure, records);

    public TestResolver Insecure(params string[] records) => Add(SecurityStatus.Insecure, records);

    /// <summary>What is absent at and below this name is so without proof, and nothing is wrong with that.</summary>
    public TestResolver Unsigned(string name)
    {
        _unsigned.Add(DomainName.Parse(name));
        return this;
    }

    public TestResolver Bogus(string name, RecordType type) => Fail(name, type, SecurityStatus.Bogus, ReasonKind.SignatureExpired);

    public TestResolver Silent(string name, RecordType type) => Fail(name, type, SecurityStatus.Indeterminate, ReasonKind.NobodyAnswered);

    public TestResolver ServerFailure(string name, RecordType type) => Fail(name, type, SecurityStatus.Indeterminate, ReasonKind.UpstreamFailed);

    public TestResolver NoSuchName(string name, SecurityStatus status = SecurityStatus.Secure)
    {
        _missing[DomainName.Parse(name)] = status;
        return this;
    }

    public ValueTask<Answer> LookupAsync(DomainName name, RecordType type, CancellationToken stop = default)
    {
        stop.ThrowIfCancellationRequested();
        lock (_asked)
        {
            _asked.Add($"{name} {RecordTypes.ToText(type)}");
        }

        return ValueTask.FromResult(Find(name, type));
    }

    private Answer Find(DomainName name, RecordType type)
    {
        Question question = new(name, type);
        List<AliasHop> hops = [];
        DomainName at = name;
        SecurityStatus weakest = SecurityStatus.Secure;
        while (type != RecordType.CNAME && _sets.TryGetValue((at, RecordType.CNAME), out (List<Rdata> Data, SecurityStatus Status) alias))
        {
            DomainName target = ((NameRdata)alias.Data[0]).Target;
            hops.Add(new AliasHop(at, target, alias.Status));
            weakest = Weaker(weakest, alias.Status);
            at = target;
        }

        Answer answer = new()
        {
            Question = question,
            FinalName = at,
            Aliases = hops,
            Code = ResponseCode.NoError,
            Security = weakest,
            ValidUntil = DateTimeOffset.MaxValue,
        };
        if (_failures.TryGetValue((at, type), out (SecurityStatus Status, ReasonKind Why) failure))
        {
            return answer with
            {
                Security = failure.Status,
                Code = ResponseCode.ServFail,
                Why = new Reason(failure.Why, "made to fail"),
                NobodyAnswered = failure.Why == ReasonKind.NobodyAnswered,
            };
        }

        if (_sets.TryGetValue((at, type), out (List<Rdata> Data, SecurityStatus Status) set))
        {
            weakest = Weaker(weakest, set.Status);
            return answer with
            {
                Security = weakest,
                Records = [.. set.Data.Select(data => new ResourceRecord(at, RecordClass.IN, 300, data))],
                Secure = weakest == SecurityStatus.Secure ? Evidence(at, type, set.Data) : null,
                Why = Why(weakest),
            };
        }

        SecurityStatus absence = _missing.TryGetValue(at, out SecurityStatus missing) ? missing
            : _unsigned.Exists(at.IsAtOrBelow) ? SecurityStatus.Insecure
            : SecurityStatus.Secure;
        weakest = Weaker(weakest, absence);
        return answer with
        {
            Security = weakest,
            Code = _missing.ContainsKey(at) ? ResponseCode.NXDomain : ResponseCode.NoError,
            Why = Why(weakest),
        };
    }

    private static SecurityStatus Weaker(SecurityStatus left, SecurityStatus right) => left < right ? left : right;

    private static Reason? Why(SecurityStatus status) =>
        status == SecurityStatus.Secure ? null : new Reason(ReasonKind.InsecureDelegation, "the zone is not signed");

    private static SecureRecords Evidence(DomainName owner, RecordType type, List<Rdata> data)
    {
        Evidence step = new()
        {
            Kind = default,
            Name = owner,
            Status = SecurityStatus.Secure,
            Text = "",
            Rfc = "",
        };
        RrsigRdata signature = new(type, default, (byte)owner.LabelCount, 300, 0, 0, 0, DomainName.Root, default);
        var set = SecureRecordSet.Attest(
            RecordSet.Create(owner, type, 300, data), signature, DateTimeOffset.MaxValue, step);
        return SecureRecords.Attest(new Judgement
        {
            Verdict = Verdict.Secure([], DateTimeOffset.MaxValue),
            Code = ResponseCode.NoError,
            FinalName = owner,
            SecureData = [set],
        })!;
    }

    private TestResolver Add(SecurityStatus status, string[] records)
    {
        foreach (string record in records)
        {
            string[] fields = record.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.True(RecordTypes.TryParse(fields[1], out RecordType type), record);
            Assert.True(RecordText.TryParse(type, fields[2..], DomainName.Root, out Rdata? data, out string? why), why);
            var owner = DomainName.Parse(fields[0]);
            if (!_sets.TryGetValue((owner, type), out (List<Rdata> Data, SecurityStatus Status) set))
            {
                _sets[(owner, type)] = set = ([], status);
            }

            set.Data.Add(data);
        }

        return this;
    }

    private TestResolver Fail(string name, RecordType type, SecurityStatus status, ReasonKind why)
    {
        _failures[(DomainName.Parse(name), type)] = (status, why);
        return this;
    }
}

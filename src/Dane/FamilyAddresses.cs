using System.Net;
using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Dane;

/// <summary>A host's addresses of one family, A or AAAA, judged apart from the other: one failing does not block the other.</summary>
public sealed record FamilyAddresses
{
    private FamilyAddresses(Answer answer) => Answer = answer;

    /// <summary>What came of it.</summary>
    public FamilyState State { get; private init; }

    /// <summary>The addresses; none unless the state is secure or insecure.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; private init; } = [];

    /// <summary>The answer it rests on.</summary>
    public Answer Answer { get; }

    /// <summary>A or AAAA.</summary>
    public RecordType Type => Answer.Question.Type;

    internal bool HasAddresses => Addresses.Count > 0;

    internal static FamilyAddresses Of(Answer answer)
    {
        IPAddress[] addresses = [.. answer.Records.Select(record => record.Data).OfType<AddressRdata>().Select(data => data.Address)];

        // RFC 7672 section 2.1.1: indeterminate counts as an error, and an error is never "there are none".
        FamilyState state = !TlsaLookup.IsAnswered(answer) ? FamilyState.Failed
            : addresses.Length == 0 ? FamilyState.Absent
            : answer.Security == SecurityStatus.Secure ? FamilyState.Secure
            : FamilyState.Insecure;
        return new FamilyAddresses(answer) { State = state, Addresses = state >= FamilyState.Insecure ? addresses : [] };
    }
}

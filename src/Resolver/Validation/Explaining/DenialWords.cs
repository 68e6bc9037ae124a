using System.Text;
using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Validation.Denial;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Resolver.Validation.Explaining;

/// <summary>
/// A record of a proof of absence in words: which gap it shows and which name falls into it. For NSEC3 the hashes of the names
/// concerned are computed again, a bounded number of times.
/// </summary>
internal static class DenialWords
{
    // What the validator would have refused to compute is not computed for a sentence either (RFC 9276 section 3.2).
    private const int MaxIterations = 150;

    // Ancestors that are tried for a match: a proof is about the lowest labels of a name.
    private const int MaxCandidates = 12;

    /// <summary>The sentence; null when the step is no denial record.</summary>
    public static string? Of(Evidence step, Evidence proof, Question question) => step.Records switch
    {
        { Data: [NsecRdata nsec] } set => $"{Nsec(set.Owner, nsec, proof, question)} {By(step)}",
        { Data: [Nsec3Rdata nsec3] } set => $"{Nsec3(set.Owner, nsec3, proof, question)} {By(step)}",
        _ => null,
    };

    private static string Nsec(DomainName owner, NsecRdata nsec, Evidence proof, Question question)
    {
        bool wraps = nsec.NextName.CompareTo(owner) <= 0;
        string types = $"{owner} has {Held(nsec.Types)}";
        DomainName[] absent =
        [
            .. Candidates(proof, question, owner).Where(name =>
                owner.CompareTo(name) < 0 && (wraps || name.CompareTo(nsec.NextName) < 0) && !nsec.NextName.IsAtOrBelow(name)),
        ];
        string gap = wraps ? $"nothing exists after {owner} in {proof.Zone}" : $"nothing exists between {owner} and {nsec.NextName}";
        return absent.Length == 0
            ? nsec.NextName.IsStrictlyBelow(proof.Name)
                ? $"after {owner} comes {nsec.NextName}, so {proof.Name} exists through it and has no data of its own;"
                : $"{types} and nothing else, so no {RecordTypes.ToText(proof.Kind == EvidenceKind.InsecureDelegation ? RecordType.DS : question.Type)};"
            : $"{gap}, so {Listed(absent)} not;";
    }

    private static string Nsec3(DomainName owner, Nsec3Rdata nsec3, Evidence proof, Question question)
    {
        string from = Encoding.Latin1.GetString(owner.Label(0)).ToLowerInvariant();
        string to = Base32Hex.ToText(nsec3.NextHash.Span);
        if (nsec3.Iterations > MaxIterations || !Base32Hex.TryDecode(from, out byte[]? hash))
        {
            return $"names are hashed {nsec3.Iterations} times more, which is not computed here;";
        }

        List<DomainName> absent = [];
        foreach (DomainName name in Candidates(proof, question, owner))
        {
            byte[] own = Nsec3Hash.Compute(name, nsec3.Salt.Span, nsec3.Iterations);
            if (own.AsSpan().SequenceEqual(hash))
            {
                return $"{name} exists: its hash is {from}, with {Held(nsec3.Types)};";
            }

            if (Nsec3Span.Covers(hash, nsec3.NextHash.Span, own))
            {
                absent.Add(name);
            }
        }

        string gap = $"no {(nsec3.IsOptOut ? "signed name (opt-out)" : "name")} of the zone has a hash between {from} and {to}";
        return absent.Count == 0 ? gap + ";"
            : nsec3.IsOptOut ? $"{gap}, so {Listed(absent)} not exist as such;"
            : $"{gap}, so {Listed(absent)} not;";
    }

    // The name a proof is about, its ancestors in the zone, and the wildcards that might stand in for it.
    private static IEnumerable<DomainName> Candidates(Evidence proof, Question question, DomainName owner)
    {
        DomainName zone = proof.Zone ?? DomainName.Root;
        DomainName name = proof.Name.IsAtOrBelow(zone) ? proof.Name : question.Name;
        List<DomainName> names = [];
        for (int labels = name.LabelCount; labels >= zone.LabelCount && names.Count < MaxCandidates; labels--)
        {
            names.Add(name.Ancestor(labels));
            if (labels < name.LabelCount && name.Ancestor(labels).TryWildcardChild(out DomainName? wildcard))
            {
                names.Add(wildcard);
            }
        }

        return names.Where(candidate => !candidate.Equals(owner));
    }

    // Where a name does not exist nothing below it does, so only the shortest ones are named.
    private static string Listed(IReadOnlyList<DomainName> names)
    {
        DomainName[] shortest = [.. names.Where(name => !names.Any(other => name.IsStrictlyBelow(other)))];
        return shortest.Length == 1 ? $"{shortest[0]} does" : $"{string.Join(" and ", shortest.AsEnumerable())} do";
    }

    private static string Held(TypeBitmap types) => types.Types.Count == 0 ? "no data" : types.ToString();

    private static string By(Evidence step) =>
        step is { KeyTag: { } tag, Zone: { } zone } ? $"key {tag} of {zone} signed this" : "";
}

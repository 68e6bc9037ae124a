using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Validation;

/// <summary>
/// Guesses what will be needed, so that it can be asked for at once: before any reply the zones that names of this kind lie in, after
/// one the signers it names, the zones above them, the labels below them. A wrong guess costs a question and nothing else: what is
/// guessed here is never believed, and nobody waits for it.
/// </summary>
internal sealed class Foresight(ZoneMap map, ValidationLimits limits)
{
    // "example.com" and its "mail", or "co.uk" and its "example": deeper zones are rare, and the reply names them.
    private const int ZonesGuessed = 2;

    private readonly HashSet<Question> _started = [];
    private readonly HashSet<ReplySections> _seen = [];

    /// <summary>Before any reply: the anchor's keys, the zones in which a name like this one mostly lies, and whether it begins a zone itself.</summary>
    public void Start(Question question)
    {
        DomainName name = question.Name;
        if (!_started.Add(question) || map.AnchorAbove(name) is not { } anchor)
        {
            return;
        }

        map.ForeseeZone(anchor, anchor);
        DomainName likely = LikelyZone(question);
        DomainName[] unknown = [.. ZoneMap.Steps(anchor, likely).SkipWhile(step => map.IsKnownZone(anchor, step))];

        // Where not even the first zone on the way is known, much may be unsigned further down: of long names only that one is guessed.
        bool isNew = unknown is [var first, _, ..] && first.LabelCount == anchor.LabelCount + 1;
        int guessed = isNew && unknown.Length > ZonesGuessed ? 1 : ZonesGuessed;
        foreach (DomainName zone in unknown.Take(guessed))
        {
            if (map.IsKnownUnsigned(anchor, zone))
            {
                return;
            }

            map.ForeseeZone(anchor, zone);
        }

        if (unknown.Length > guessed || question.Type == RecordType.DS)
        {
            return;
        }

        foreach (DomainName step in ZoneMap.Steps(likely, name).Where(step => !ZoneMap.IsSkippable(step, name)).Take(limits.CutsPerRound))
        {
            map.ForeseeCut(anchor, step);
        }
    }

    /// <summary>After a reply: everything on the way to each name in it that belongs to the answer.</summary>
    public void Look(Question question, ReplySections reply)
    {
        if (!_seen.Add(reply) || reply.Failure is not null)
        {
            return;
        }

        DomainName name = question.Name;
        for (int hop = 0; hop <= limits.Aliases; hop++)
        {
            RecordSet? alias = reply.Find(name, RecordType.CNAME);
            RecordSet? data = reply.Find(name, question.Type) ?? alias;
            LookAt(name, data, reply);
            if (alias?.Data is not [NameRdata target] || question.Type == RecordType.CNAME)
            {
                return;
            }

            name = target.Target;
        }
    }

    private void LookAt(DomainName name, RecordSet? data, ReplySections reply)
    {
        if (map.AnchorAbove(name) is not { } anchor)
        {
            return;
        }

        // Who signed is taken from the message here, as a hint for what to ask; what counts is decided by the zone map.
        IEnumerable<DomainName> signers = data is null
            ? from set in reply.Authority
              from signer in set.Signatures.Select(signature => signature.Signer).Concat(set.Type == RecordType.SOA ? [set.Owner] : [])
              select signer
            : data.Signatures.Select(signature => signature.Signer);
        DomainName deepest = signers
            .Where(signer => name.IsAtOrBelow(signer) && signer.IsAtOrBelow(anchor))
            .MaxBy(signer => signer.LabelCount) ?? anchor;
        foreach (DomainName zone in ZoneMap.Steps(anchor, deepest).Take(limits.CutsPerRound))
        {
            map.ForeseeZone(anchor, zone);
        }

        // Data at the very name: is it a zone of its own? Made from a wildcard, or denied: its proof says so itself.
        DomainName last = data switch
        {
            null => name.IsRoot ? name : name.Parent(),
            { Signatures: [{ Labels: var labels }, ..] } when labels < name.LabelCount => name.Ancestor(labels),
            _ => name,
        };
        foreach (DomainName step in ZoneMap.Steps(deepest, last).Where(step => !ZoneMap.IsSkippable(step, name)).Take(limits.CutsPerRound))
        {
            map.ForeseeCut(anchor, step);
        }
    }

    /// <summary>The deepest zone that a name asked for this type may well lie in.</summary>
    private static DomainName LikelyZone(Question question)
    {
        if (question.Type == RecordType.DS)
        {
            return question.Name.IsRoot ? question.Name : question.Name.Parent();
        }

        DomainName host = question.Name;
        while (host.LabelCount > 0 && host.Label(0)[0] == (byte)'_')
        {
            host = host.Parent();
        }

        // Mail domains are zones, and so is what has something with an underscore directly below it and lies directly below a top-level
        // domain; hosts lie in one.
        bool isApex = host.Equals(question.Name)
            ? question.Type is RecordType.MX or RecordType.SOA or RecordType.NS or RecordType.DNSKEY
            : host.LabelCount <= 2;
        return isApex || host.IsRoot ? host : host.Parent();
    }
}

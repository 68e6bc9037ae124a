using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;

namespace DaneCore.Resolver.Validation;

/// <summary>
/// Guesses what will be needed, so that it can be asked for at once: the signers a reply names, the zones above them, the labels
/// below them. A wrong guess costs a question and nothing else: what is guessed here is never believed.
/// </summary>
internal sealed class Foresight(ZoneMap map, ValidationLimits limits)
{
    private readonly HashSet<ReplySections> _seen = [];

    /// <summary>Before any reply: the anchor's keys and, below the root, the first label, which is nearly always a zone.</summary>
    public void Start(DomainName name)
    {
        if (map.AnchorAbove(name) is not { } anchor)
        {
            return;
        }

        map.ForeseeZone(anchor, anchor);
        if (anchor.IsRoot && name.LabelCount > 1)
        {
            map.ForeseeZone(anchor, name.Ancestor(1));
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
}

using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Validation;

/// <summary>Links of an alias chain that need not be asked for. What was found for a link, or not found, stays so for the session.</summary>
internal sealed class KeptLinks(IProofMemory memory, SynthesisCheck synthesis)
{
    private readonly Dictionary<Question, Hop?> _seen = [];

    public Hop? Find(Question link)
    {
        if (!_seen.TryGetValue(link, out Hop? hop))
        {
            hop = memory.LinkAt(link.Name, link.Type) ?? synthesis.Judge(link.Name, link.Type);
            _seen.Add(link, hop);
        }

        return hop;
    }
}

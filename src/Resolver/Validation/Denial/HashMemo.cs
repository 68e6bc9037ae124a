using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Validation.Denial;

/// <summary>NSEC3 hashes of one question, each computed once and paid from its budget (CVE-2023-50868).</summary>
internal sealed class HashMemo(WorkBudget budget)
{
    private readonly Dictionary<(DomainName Name, int Iterations, string Salt), byte[]> _known = [];

    /// <summary>How many times a hash was asked for, known or not.</summary>
    public int Looks { get; private set; }

    /// <summary>The hash, or null when the budget is spent.</summary>
    public byte[]? Of(DomainName name, ReadOnlySpan<byte> salt, int iterations)
    {
        Looks++;
        (DomainName, int, string) key = (name, iterations, Convert.ToHexString(salt));
        if (_known.TryGetValue(key, out byte[]? known))
        {
            return known;
        }

        if (!budget.TryHash(iterations))
        {
            return null;
        }

        byte[] hash = Nsec3Hash.Compute(name, salt, iterations);
        _known.Add(key, hash);
        return hash;
    }
}

using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Sources.Iterating;

/// <summary>Which name a server is shown next, so that it learns no more of the question than it needs (RFC 9156 section 2.3).</summary>
internal static class MinimisedName
{
    private const byte Underscore = (byte)'_';

    /// <summary>The name itself, or an ancestor of it that is longer than <paramref name="known"/>.</summary>
    /// <param name="name">What is asked about; at or below <paramref name="known"/>.</param>
    /// <param name="known">The deepest name of which it is known who answers for it.</param>
    /// <param name="shown">How many shortened names were shown in this walk already.</param>
    /// <param name="limits">Their number and how they grow.</param>
    public static DomainName Next(DomainName name, DomainName known, int shown, IterationLimits limits)
    {
        int left = name.LabelCount - known.LabelCount;
        if (left <= 1 || shown >= limits.MinimisedQueries)
        {
            return name;
        }

        // What is left is spread over the queries that are left; the longer steps come last.
        int labels = shown < limits.MinimisedOneLabel ? 1 : Math.Max(1, left / (limits.MinimisedQueries - shown));
        DomainName next = name.Ancestor(known.LabelCount + labels);

        // RFC 9156 section 2.3: labels that begin with an underscore are no boundaries; all of them at once.
        while (next.LabelCount < name.LabelCount && next.Label(0)[0] == Underscore)
        {
            next = name.Ancestor(next.LabelCount + 1);
        }

        return next;
    }
}

using System.Formats.Asn1;
using DaneCore.Resolver.Wire;

namespace DaneCore.Dane.Certificates;

/// <summary>
/// The nameConstraints of one issuer (RFC 5280 section 4.2.1.10), judged against one certificate below it. DNS names,
/// addresses and directory names are processed; of any other kind a constrained name is refused, as the section allows.
/// </summary>
internal sealed class NameConstraintSet
{
    private static readonly Asn1Tag PermittedTag = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag ExcludedTag = new(TagClass.ContextSpecific, 1, isConstructed: true);
    private static readonly Asn1Tag MinimumTag = new(TagClass.ContextSpecific, 0);

    private readonly IReadOnlyList<Subtree> _permitted;
    private readonly IReadOnlyList<Subtree> _excluded;

    private NameConstraintSet(IReadOnlyList<Subtree> permitted, IReadOnlyList<Subtree> excluded)
    {
        _permitted = permitted;
        _excluded = excluded;
    }

    /// <exception cref="AsnContentException">The octets are no constraints, or use distances, which RFC 5280 forbids.</exception>
    public static NameConstraintSet Read(ReadOnlyMemory<byte> encoded)
    {
        AsnReader all = new(encoded, AsnEncodingRules.BER);
        AsnReader constraints = all.ReadSequence();
        all.ThrowIfNotEmpty();
        IReadOnlyList<Subtree> permitted = ReadSubtrees(constraints, PermittedTag);
        IReadOnlyList<Subtree> excluded = ReadSubtrees(constraints, ExcludedTag);
        constraints.ThrowIfNotEmpty();
        return new NameConstraintSet(permitted, excluded);
    }

    /// <summary>Which name of the certificate breaks the constraints; null when none does.</summary>
    /// <param name="subject">Its subject.</param>
    /// <param name="names">Its alternative names.</param>
    /// <param name="hosts">The names it could be taken for: its DNS names, or its common names where those count instead.</param>
    public string? FindOffence(DistinguishedName subject, AlternativeNames? names, IReadOnlyList<byte[]> hosts)
    {
        foreach (byte[] host in hosts)
        {
            if (Refuses(AlternativeNames.DnsTag, subtree => Permits(subtree.Octets, host), subtree => Excludes(subtree.Octets, host)))
            {
                return "the DNS name " + SafeText.Of(host);
            }
        }

        foreach (byte[] address in names?.Addresses ?? [])
        {
            if (Refuses(AlternativeNames.AddressTag, Holds, Holds))
            {
                return "the address " + Convert.ToHexStringLower(address);
            }

            bool Holds(Subtree subtree) => HoldsAddress(subtree.Octets, address);
        }

        IEnumerable<DistinguishedName> directoryNames = names?.DirectoryNames ?? [];
        foreach (DistinguishedName name in subject.IsEmpty ? directoryNames : directoryNames.Prepend(subject))
        {
            if (Refuses(AlternativeNames.DirectoryTag, Holds, Holds))
            {
                return "the name " + name;
            }

            bool Holds(Subtree subtree) => subtree.Directory is { } ancestor && name.IsAtOrBelow(ancestor);
        }

        return FindUnread(subject, names);
    }

    // A kind without permitted subtrees is not limited; a name is excluded even where it is permitted.
    private bool Refuses(int tag, Func<Subtree, bool> permits, Func<Subtree, bool> excludes)
    {
        Subtree[] permitted = [.. _permitted.Where(subtree => subtree.Tag == tag)];
        return _excluded.Any(subtree => subtree.Tag == tag && excludes(subtree))
            || (permitted.Length > 0 && !permitted.Any(permits));
    }

    private string? FindUnread(DistinguishedName subject, AlternativeNames? names)
    {
        HashSet<int> tags = [.. names?.Tags ?? new HashSet<int>()];
        if (names is null && subject.HasEmailAddress)
        {
            tags.Add(AlternativeNames.EmailTag);
        }

        tags.ExceptWith([AlternativeNames.DnsTag, AlternativeNames.AddressTag, AlternativeNames.DirectoryTag]);
        return _permitted.Concat(_excluded).Any(subtree => tags.Contains(subtree.Tag))
            ? "a name of a kind whose constraints are not read here"
            : null;
    }

    // "host.example.com" satisfies "example.com" and itself; a leading dot, not in the RFC but in use, asks for a label more.
    private static bool Permits(byte[] constraint, byte[] host)
    {
        if (!TryReadConstraint(constraint, out DomainName? subtree, out bool below) || !HostName.TryRead(host, out DomainName? name))
        {
            return false;
        }

        // What a wildcard stands for lies below its parent, so the parent has to be permitted.
        return name.IsWildcard ? name.Parent().IsAtOrBelow(subtree) : below ? name.IsStrictlyBelow(subtree) : name.IsAtOrBelow(subtree);
    }

    // A wildcard is excluded when any name it stands for is: one label below its parent, or all below an excluded ancestor.
    private static bool Excludes(byte[] constraint, byte[] host)
    {
        if (!TryReadConstraint(constraint, out DomainName? subtree, out bool below) || !HostName.TryRead(host, out DomainName? name))
        {
            return true;
        }

        if (!name.IsWildcard)
        {
            return below ? name.IsStrictlyBelow(subtree) : name.IsAtOrBelow(subtree);
        }

        DomainName parent = name.Parent();
        return parent.IsAtOrBelow(subtree) || (subtree.IsStrictlyBelow(parent) && subtree.LabelCount == name.LabelCount && !below);
    }

    private static bool TryReadConstraint(
        byte[] constraint, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DomainName? subtree, out bool below)
    {
        below = constraint is [(byte)'.', _, ..];
        subtree = DomainName.Root;
        return constraint.Length == 0 || HostName.TryRead(constraint.AsSpan(below ? 1 : 0), out subtree);
    }

    // RFC 5280 section 4.2.1.10: an address and a mask, 8 or 32 octets together.
    private static bool HoldsAddress(byte[] constraint, byte[] address)
    {
        if (constraint.Length != 2 * address.Length)
        {
            return false;
        }

        for (int i = 0; i < address.Length; i++)
        {
            if (((constraint[i] ^ address[i]) & constraint[address.Length + i]) != 0)
            {
                return false;
            }
        }

        return true;
    }

    private static List<Subtree> ReadSubtrees(AsnReader constraints, Asn1Tag tag)
    {
        List<Subtree> subtrees = [];
        if (!constraints.HasData || !constraints.PeekTag().HasSameClassAndValue(tag))
        {
            return subtrees;
        }

        AsnReader list = constraints.ReadSequence(tag);
        while (list.HasData)
        {
            AsnReader subtree = list.ReadSequence();
            subtrees.Add(ReadBase(subtree));
            if (subtree.HasData && subtree.PeekTag().HasSameClassAndValue(MinimumTag) && !subtree.ReadInteger(MinimumTag).IsZero)
            {
                throw new AsnContentException("a constraint with a minimum distance");
            }

            subtree.ThrowIfNotEmpty();
        }

        return subtrees;
    }

    private static Subtree ReadBase(AsnReader subtree)
    {
        Asn1Tag tag = subtree.PeekTag();
        if (tag.TagClass != TagClass.ContextSpecific)
        {
            throw new AsnContentException("a constraint on no known kind of name");
        }

        return tag.TagValue switch
        {
            AlternativeNames.DirectoryTag => new Subtree(tag.TagValue, [], AlternativeNames.ReadDirectoryName(subtree.ReadSequence(tag))),
            AlternativeNames.DnsTag or AlternativeNames.AddressTag => new Subtree(tag.TagValue, subtree.ReadOctetString(tag), null),
            _ => new Subtree(tag.TagValue, subtree.ReadEncodedValue().ToArray(), null),
        };
    }

    private sealed record Subtree(int Tag, byte[] Octets, DistinguishedName? Directory);
}

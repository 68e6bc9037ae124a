namespace DaneCore.Resolver.Wire;

/// <content>The case of letters as a place for random bits (draft-vixie-dnsext-dns0x20-00).</content>
public sealed partial class DomainName
{
    private const byte CaseBit = 0x20;

    /// <summary>
    /// The same name, each letter in upper or lower case as <paramref name="draw"/> has it, one bit per letter. To RFC 1035 it is equal;
    /// who did not see the query has to guess it.
    /// </summary>
    internal DomainName WithRandomCase(Func<ushort> draw)
    {
        const int BitsPerDraw = 16;
        byte[] wire = [.. _wire];
        int bits = 0;
        int left = 0;
        for (int i = 0; i < wire.Length; i++)
        {
            // Length octets are at most 63, below 'A'.
            if (!char.IsAsciiLetter((char)wire[i]))
            {
                continue;
            }

            if (left == 0)
            {
                (bits, left) = (draw(), BitsPerDraw);
            }

            wire[i] = (byte)((bits & 1) == 0 ? wire[i] | CaseBit : wire[i] & ~CaseBit);
            bits >>= 1;
            left--;
        }

        return new DomainName(wire, LabelCount);
    }

    /// <summary>
    /// Undoes what <see cref="WithRandomCase"/> did to a name that a server compressed against the question: the labels at its end that are
    /// octet by octet those of <paramref name="sent"/> get back the case of <paramref name="asked"/>.
    /// </summary>
    internal DomainName WithCaseBack(DomainName sent, DomainName asked)
    {
        int shared = CommonAncestor(sent).LabelCount;
        for (; shared > 0; shared--)
        {
            DomainName tail = Ancestor(shared);
            if (tail.EqualsExactly(sent.Ancestor(shared)))
            {
                byte[] wire = [.. _wire.AsSpan(0, _wire.Length - tail._wire.Length), .. asked.Ancestor(shared)._wire];
                return new DomainName(wire, LabelCount);
            }
        }

        return this;
    }
}

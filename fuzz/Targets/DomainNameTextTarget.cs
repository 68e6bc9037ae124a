using System.Text;
using DaneCore.Resolver.Wire;

namespace DaneCore.Fuzz.Targets;

/// <summary>A name as text. It reads back as the same name, and its place in the canonical order agrees with equality.</summary>
internal sealed class DomainNameTextTarget : IFuzzTarget
{
    private static readonly DomainName[] Others =
        [DomainName.Root, DomainName.Parse("example."), DomainName.Parse("z.example."), DomainName.Parse("*.z.example."), DomainName.Parse(@"\200.z.example.")];

    public string Name => "DomainNameText";

    public IReadOnlyList<string> Parts { get; } = ["Resolver.Wire.DomainName"];

    public IReadOnlyList<string> Words { get; } = [".", "..", "\\", @"\.", @"\000", @"\255", @"\256", "*", "xn--", "_25._tcp.", new('a', 63), "EXAMPLE"];

    public void Run(ReadOnlySpan<byte> input)
    {
        if (!DomainName.TryParse(Encoding.UTF8.GetString(input), out DomainName? name, out string? why))
        {
            BrokenPromiseException.Unless(why.Length > 0, "what is refused has a reason");
            return;
        }

        BrokenPromiseException.Unless(DomainName.TryParse(name.ToString(), out DomainName? again) && again.Wire.SequenceEqual(name.Wire), "the text reads back");
        BrokenPromiseException.Unless(DomainName.TryFromWire(name.Wire, out DomainName? wired) && wired.Equals(name), "the octets read back");
        BrokenPromiseException.Unless(name.ToCanonical().Equals(name) && name.GetHashCode() == name.ToCanonical().GetHashCode(), "case does not matter");
        foreach (DomainName other in Others)
        {
            int order = name.CompareTo(other);
            BrokenPromiseException.Unless(Math.Sign(order) == -Math.Sign(other.CompareTo(name)), "the order is the same seen from the other side");
            BrokenPromiseException.Unless((order == 0) == name.Equals(other), "the order agrees with equality");
            BrokenPromiseException.Unless(name.IsAtOrBelow(name.CommonAncestor(other)), "a common ancestor is an ancestor");
        }

        if (!name.IsRoot)
        {
            BrokenPromiseException.Unless(name.IsStrictlyBelow(name.Parent()) && name.CompareTo(name.Parent()) > 0, "a parent comes first");
        }
    }
}

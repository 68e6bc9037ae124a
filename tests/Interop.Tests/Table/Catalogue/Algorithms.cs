using System.Globalization;
using DaneCore.Interop.Tests.Table.Making;
using DaneCore.Resolver.Validation;
using static DaneCore.Interop.Tests.Table.Expectation;

namespace DaneCore.Interop.Tests.Table.Catalogue;

/// <summary>Each algorithm by each tool, turn by turn with NSEC and NSEC3, and served by another server each time.</summary>
internal static class Algorithms
{
    private static readonly int[] Modern = [8, 10, 13, 14, 15, 16];

    public static void AddTo(RowList list)
    {
        int turn = 0;
        foreach (SigningTool tool in new[] { SigningTool.Bind, SigningTool.Ldns, SigningTool.Knot })
        {
            foreach (int algorithm in Modern)
            {
                DenialPlan denial = turn % 2 == 0 ? DenialPlan.Nsec : DenialPlan.Nsec3;
                list.Add(Zone(tool, algorithm, turn, denial))
                    .Ask("www", "A", Secure)
                    .Ask("nothing", "A", SecureNxDomain);
                turn++;
            }

            // One more turn, so that the next tool has NSEC where this one had NSEC3.
            turn++;
        }

        // RFC 9905 section 2: signatures with SHA-1 count for nothing.
        list.Add(Zone(SigningTool.Bind, 5, 0, DenialPlan.Nsec)).Ask("www", "A", Insecure(ReasonKind.Sha1Policy));
        list.Add(Zone(SigningTool.Bind, 7, 1, DenialPlan.Nsec3)).Ask("nothing", "A", Insecure(ReasonKind.Sha1Policy, exists: false));
        list.Add(Zone(SigningTool.Ldns, 5, 2, DenialPlan.Nsec)).Ask("nothing", "A", Insecure(ReasonKind.Sha1Policy, exists: false));
        list.Add(Zone(SigningTool.Knot, 7, 0, DenialPlan.Nsec3)).Ask("www", "A", Insecure(ReasonKind.Sha1Policy));
    }

    private static ZonePlan Zone(SigningTool tool, int algorithm, int turn, DenialPlan denial) =>
        new($"{tool.ToString().ToLower(CultureInfo.InvariantCulture)}{algorithm}.test", tool, (Authority)(turn % 3))
        {
            Keys = turn % 2 == 0 ? KeyPlan.One(algorithm) : KeyPlan.Pair(algorithm),
            Denial = denial,
        };
}

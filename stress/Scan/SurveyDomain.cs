using System.Globalization;
using DaneCore.Resolver.Wire;
using DaneCore.Stress.Differential;

namespace DaneCore.Stress.Scan;

/// <summary>A line of the list: what stands there, what is behind it, and what its row has to say.</summary>
internal sealed record SurveyDomain(int Index, SurveyKind Kind)
{
    /// <summary>Zones in which the domains stand.</summary>
    public const int Tops = 8;

    /// <summary>The TLSA record of every host that has a usable one.</summary>
    public const string Tlsa = "3 1 1 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    /// <summary>The host that many share.</summary>
    public const string SharedHost = "mx.provider.t0";

    // How many of a thousand lines are of each kind. Silence takes seconds each, so there is little of it.
    private static readonly (SurveyKind Kind, int Share)[] Shares =
    [
        (SurveyKind.Published, 150), (SurveyKind.Hosted, 150), (SurveyKind.WithoutTlsa, 150), (SurveyKind.Unsigned, 250), (SurveyKind.WithoutMx, 60), (SurveyKind.NullMx, 30),
        (SurveyKind.Missing, 90), (SurveyKind.Unusable, 20), (SurveyKind.HostMissing, 20), (SurveyKind.Damaged, 15), (SurveyKind.Expired, 15), (SurveyKind.WrongDelegation, 10),
        (SurveyKind.TlsaDamaged, 10), (SurveyKind.Failing, 5), (SurveyKind.FailingAtFirst, 10), (SurveyKind.Silent, 1), (SurveyKind.Lossy, 4), (SurveyKind.NoDomain, 10),
    ];

    private static readonly SurveyKind[] ByDraw = [.. Shares.SelectMany(each => Enumerable.Repeat(each.Kind, each.Share))];

    /// <summary>The line of this number, counted from 0.</summary>
    public static SurveyDomain Of(int seed, int index) => new(index, Dice.For((ulong)seed, 0, (ulong)index).Pick(ByDraw));

    /// <summary>What the line says.</summary>
    public string Text => Kind == SurveyKind.NoDomain
        ? string.Create(CultureInfo.InvariantCulture, $"d{Index}..t{Index % Tops}")
        : string.Create(CultureInfo.InvariantCulture, $"d{Index}.t{Index % Tops}");

    /// <summary>The zone.</summary>
    public DomainName Apex => DomainName.Parse(Text);

    /// <summary>True when the zone above knows it.</summary>
    public bool IsDelegated => Kind is not (SurveyKind.Missing or SurveyKind.NoDomain);

    /// <summary>True when the zone above has a DS record for it.</summary>
    public bool IsSigned => IsDelegated && Kind != SurveyKind.Unsigned;

    /// <summary>What its row has to say, in the form of <see cref="SurveyRow.Shown"/>.</summary>
    public string Expected
    {
        get
        {
            string own = $"10 mx.{Text}";
            (string verdict, string security, string hosts) = Kind switch
            {
                SurveyKind.Published or SurveyKind.FailingAtFirst or SurveyKind.Lossy => ("dane-published", "secure", $"{own} dane {Tlsa}"),
                SurveyKind.Hosted => ("dane-published", "secure", $"10 {SharedHost} dane {Tlsa}"),
                SurveyKind.WithoutTlsa => ("no-dane", "secure", $"{own} may"),
                SurveyKind.Unsigned => ("no-dane", "insecure", $"{own} may"),
                SurveyKind.WithoutMx => ("no-dane", "secure", $"0 {Text} may"),
                SurveyKind.NullMx => ("null-mx", "secure", ""),
                SurveyKind.Missing => ("no-such-domain", "secure", ""),
                SurveyKind.Unusable => ("encrypt-only", "secure", $"{own} encrypt 9 1 1 00"),
                SurveyKind.HostMissing => ("unreachable", "secure", $"{own} skip"),
                SurveyKind.TlsaDamaged => ("dnssec-bogus", "secure", $"{own} skip"),
                SurveyKind.Damaged or SurveyKind.Expired or SurveyKind.WrongDelegation => ("dnssec-bogus", "bogus", ""),
                SurveyKind.Failing or SurveyKind.Silent => ("undeterminable", "indeterminate", ""),
                _ => ("not-a-domain", "", ""),
            };
            return $"{Text} {verdict} {security} {hosts}".TrimEnd();
        }
    }
}

using System.Text.RegularExpressions;
using ArchUnitNET.Domain;

namespace DaneCore.Architecture.Tests;

/// <summary>A floor uses itself and those below it. What is said here of floors is checked on compiled code.</summary>
public sealed class FloorTests
{
    [Fact]
    public void Floor_Any_UsesOnlyWhatItMay()
    {
        IEnumerable<string> offences =
            from use in Code.Uses
            let floor = Floors.Of(use.User)
            let other = Floors.Of(use.Used)
            where other is not null && !Floors.MayUse(floor, other)
            select $"{use.User.FullName} uses {use.Used.FullName}";

        Offences.None(offences);
    }

    [Fact]
    public void Namespace_OfEveryType_HasAFloor()
    {
        IEnumerable<string> homeless =
            from assembly in Code.Assemblies
            from type in assembly.GetTypes()
            let space = type.Namespace ?? ""
            where space.StartsWith("DaneCore", StringComparison.Ordinal) && Floors.OfNamespace(space) is null
            select type.FullName;

        Offences.None(homeless);
    }

    /// <summary>
    /// Between floors the table above leaves no room for a circle; inside one, neighbouring folders are held here. A folder
    /// and the folders in it are one part; so is Wire, where a record's octets and its text are two sides of one class.
    /// </summary>
    [Fact]
    public void Namespaces_SideBySide_FormNoCircle()
    {
        Dictionary<string, HashSet<string>> uses = new(StringComparer.Ordinal);
        foreach ((IType user, IType used) in Code.Uses)
        {
            if (Floors.Of(used) is not (null or "Resolver.Wire") && Neighbours(user.Namespace.FullName, used.Namespace.FullName) is var (from, to))
            {
                (uses.TryGetValue(from, out HashSet<string>? known) ? known : uses[from] = new(StringComparer.Ordinal)).Add(to);
            }
        }

        IEnumerable<string> circles =
            from start in uses.Keys
            from next in uses[start]
            where Reaches(next, start, uses, new(StringComparer.Ordinal))
            select $"{start} uses {next}, which leads back to it";

        Offences.None(circles);
    }

    /// <summary>Octets, keys and verdicts are functions of their arguments: these floors neither wait nor ask what time it is.</summary>
    [Theory]
    [InlineData("Resolver.Wire")]
    [InlineData("Resolver.Crypto")]
    [InlineData("Resolver.Validation")]
    public void PureFloor_Always_NeitherWaitsNorReadsClockNorOpensSocket(string floor) =>
        Offences.None(UsesOf(floor, "^System\\.(Threading\\.Tasks\\.|TimeProvider$|Net\\.Sockets\\.|IO\\.File|IO\\.Stream|Console$|Random$)"));

    [Theory]
    [InlineData("Resolver.Sources")]
    [InlineData("Resolver")]
    [InlineData("Dane")]
    public void Sockets_OutsideTransport_AreUnknown(string floor) =>
        Offences.None(UsesOf(floor, "^System\\.Net\\.Sockets\\.(?!AddressFamily$)"));

    [Theory]
    [InlineData("Resolver.Transport")]
    [InlineData("Resolver.Sources")]
    [InlineData("Resolver")]
    [InlineData("Dane")]
    [InlineData("Smtp")]
    [InlineData("Lab")]
    public void Console_OutsideTheCommandLine_IsUnknown(string floor) =>
        Offences.None(UsesOf(floor, "^System\\.Console$|^Spectre\\.|^System\\.CommandLine\\."));

    [Fact]
    public void Validation_Always_KnowsTheCertificateWorldNot() =>
        Offences.None(UsesOf("Resolver.Validation", "X509"));

    private static IEnumerable<string> UsesOf(string floor, string forbidden) =>
        from use in Code.Uses
        where Floors.Of(use.User) == floor && Regex.IsMatch(use.Used.FullName, forbidden)
        select $"{use.User.FullName} uses {use.Used.FullName}";

    /// <summary>Where two namespaces part: A.B.C and A.D give A.B and A.D. Null when one holds the other.</summary>
    private static (string From, string To)? Neighbours(string user, string used)
    {
        string[] left = user.Split('.');
        string[] right = used.Split('.');
        int shared = 0;
        while (shared < left.Length && shared < right.Length && left[shared] == right[shared])
        {
            shared++;
        }

        return shared == left.Length || shared == right.Length
            ? null
            : (string.Join('.', left[..(shared + 1)]), string.Join('.', right[..(shared + 1)]));
    }

    private static bool Reaches(string from, string goal, Dictionary<string, HashSet<string>> uses, HashSet<string> seen) =>
        from == goal || (seen.Add(from) && uses.TryGetValue(from, out HashSet<string>? next) &&
            next.Any(step => Reaches(step, goal, uses, seen)));
}

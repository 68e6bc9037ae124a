using System.Reflection;
using Mono.Cecil;

namespace DaneCore.Architecture.Tests;

/// <summary>
/// Trust is created in a handful of places, all called <c>Attest</c>. Whoever adds a maker of evidence comes by here, and
/// defends it. Read from the compiled code, so that lambdas, method groups and async methods hide nothing.
/// </summary>
public sealed class EvidenceTests
{
    /// <summary>Evidence → the only types that may make it.</summary>
    private static readonly Dictionary<string, string[]> Makers = new(StringComparer.Ordinal)
    {
        ["DaneCore.Resolver.Validation.SecureRecordSet"] = ["DaneCore.Resolver.Validation.SignatureCheck"],
        ["DaneCore.Resolver.Validation.ZoneKeys"] = ["DaneCore.Resolver.Validation.DelegationCheck"],
        ["DaneCore.Resolver.Anchors.ObservedKeySet"] = ["DaneCore.Resolver.Anchors.KeySetCheck"],
        ["DaneCore.Resolver.SecureRecords"] = ["DaneCore.Resolver.StubResolver"],
        ["DaneCore.Dane.TlsaRecordSet"] = ["DaneCore.Dane.TlsaLookup"],
    };

    [Fact]
    public void Evidence_Anywhere_IsMadeByItsMakersAlone()
    {
        IEnumerable<string> offences =
            from call in Calls("Attest")
            where !Makers.TryGetValue(call.Evidence, out string[]? makers) || !makers.Contains(call.Caller)
            select $"{call.Caller} makes {call.Evidence}";

        Offences.None(offences);
    }

    /// <summary>A judgement, and a verdict that lets records through, are reached on the floor of validation.</summary>
    [Theory]
    [InlineData("Secure", "Verdict")]
    [InlineData("Insecure", "Verdict")]
    [InlineData(".ctor", "Judgement")]
    public void Judging_Anywhere_HappensInValidation(string maker, string type)
    {
        const string Floor = "DaneCore.Resolver.Validation.";
        (string Caller, string Evidence)[] calls = [.. Calls(maker).Where(call => call.Evidence == Floor + type)];

        Assert.NotEmpty(calls);
        Offences.None(
            from call in calls
            where !call.Caller.StartsWith(Floor, StringComparison.Ordinal)
            select $"{call.Caller} makes a {type}");
    }

    /// <summary>The back door has a name that shows in review; what stands in src itself goes through the front.</summary>
    [Fact]
    public void TrustedInput_InTheLibraries_IsTakenFromThePersonAtTheCommandLineAlone()
    {
        IEnumerable<string> offences =
            from call in Calls("FromTrustedInput")
            where !call.Caller.StartsWith("DaneCore.Cli.", StringComparison.Ordinal) && call.Caller != call.Evidence
            select $"{call.Caller} takes {call.Evidence} from trusted input";

        Offences.None(offences);
    }

    [Fact]
    public void Evidence_OfEveryKind_IsBuiltByItselfAlone()
    {
        IEnumerable<string> offences =
            from assembly in Code.Assemblies
            from type in assembly.GetTypes()
            where type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).Any(method => method.Name == "Attest")
            from maker in type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            where !maker.IsPrivate || !type.IsSealed
            select $"{type.FullName} can be built from outside";

        Offences.None(offences);
    }

    private static IEnumerable<(string Caller, string Evidence)> Calls(string name)
    {
        foreach (Assembly assembly in Code.Assemblies)
        {
            using var module = ModuleDefinition.ReadModule(assembly.Location);
            foreach (MethodDefinition method in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
            {
                foreach (MethodReference called in method.Body.Instructions.Select(step => step.Operand).OfType<MethodReference>())
                {
                    if (called.Name == name && called.DeclaringType.Namespace.StartsWith("DaneCore", StringComparison.Ordinal))
                    {
                        yield return (Outermost(method.DeclaringType), called.DeclaringType.FullName);
                    }
                }
            }
        }
    }

    private static string Outermost(TypeDefinition type)
    {
        while (type.DeclaringType is not null)
        {
            type = type.DeclaringType;
        }

        return type.FullName;
    }
}

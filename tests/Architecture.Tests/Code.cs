using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using LoadedCode = ArchUnitNET.Domain.Architecture;

namespace DaneCore.Architecture.Tests;

/// <summary>The compiled libraries and the command line, read once.</summary>
internal static class Code
{
    private static readonly string[] Names = ["DaneCore.Resolver", "DaneCore.Dane", "DaneCore.Smtp", "DaneCore.Lab", "danecore"];

    /// <summary>The assemblies of src, lowest first.</summary>
    public static IReadOnlyList<System.Reflection.Assembly> Assemblies { get; } =
        [.. Names.Select(System.Reflection.Assembly.Load)];

    /// <summary>Every use of one type by another, each pair once.</summary>
    public static IReadOnlyList<(IType User, IType Used)> Uses { get; } = FindUses();

    private static List<(IType User, IType Used)> FindUses()
    {
        LoadedCode loaded = new ArchLoader().LoadAssemblies([.. Assemblies]).Build();
        return
        [
            .. from type in loaded.Types
               where Floors.Of(type) is not null
               from used in type.Dependencies.Select(dependency => dependency.Target).Distinct()
               select (type, used),
        ];
    }
}

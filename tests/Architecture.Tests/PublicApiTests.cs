using System.Reflection;
using PublicApiGenerator;

namespace DaneCore.Architecture.Tests;

/// <summary>
/// What others may rely on, one file per library in docs/api. A change of it shows in review as a change of that file;
/// <c>DANECORE_ACCEPT=1</c> writes the files anew.
/// </summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData("DaneCore.Resolver")]
    [InlineData("DaneCore.Dane")]
    [InlineData("DaneCore.Smtp")]
    [InlineData("DaneCore.Lab")]
    public void PublicApi_OfALibrary_IsTheApprovedOne(string library)
    {
        Assembly assembly = Assert.Single(Code.Assemblies, assembly => assembly.GetName().Name == library);
        string present = assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false })
            .ReplaceLineEndings("\n").TrimEnd() + "\n";
        string approved = $"docs/api/{library}.cs";
        if (Environment.GetEnvironmentVariable("DANECORE_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Repository.Absolute("docs/api"));
            File.WriteAllText(Repository.Absolute(approved), present);
        }

        Assert.True(Repository.Exists(approved), $"{approved} is missing: run with DANECORE_ACCEPT=1");
        Assert.Equal(Repository.Read(approved), present);
    }
}

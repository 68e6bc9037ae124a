using System.Text.Json;
using System.Text.RegularExpressions;

namespace DaneCore.Architecture.Tests;

/// <summary>What a build takes from elsewhere is named exactly, once, and locked.</summary>
public sealed partial class SupplyChainTests
{
    [Fact]
    public void Project_Any_HasALockFile() => Offences.None(
        from path in Repository.Files(".csproj")
        let lockFile = $"{Path.GetDirectoryName(path)}/packages.lock.json"
        where !Repository.Exists(lockFile)
        select $"{path}: there is no {lockFile}");

    [Fact]
    public void Version_OfAnyPackage_IsExactAndStandsInOneFile() => Offences.None(
    [
        .. from line in Repository.Lines("Directory.Packages.props")
           where line.Contains("Include=", StringComparison.Ordinal) && !ExactVersion().IsMatch(line)
           select $"Directory.Packages.props: {line.Trim()}",
        .. from path in (string[])[.. Repository.Files(".csproj"), .. Repository.Files(".props").Where(path => path != "Directory.Packages.props"), .. Repository.Files(".targets")]
           from line in Repository.Lines(path)
           where line.Contains("<PackageReference", StringComparison.Ordinal) && line.Contains("Version", StringComparison.Ordinal)
           select $"{path}: {line.Trim()}",
    ]);

    [Fact]
    public void Tool_Any_HasAnExactVersion()
    {
        IReadOnlyList<string> manifests = Repository.Files("dotnet-tools.json");

        Assert.NotEmpty(manifests);
        Offences.None(
            from path in manifests
            from tool in JsonDocument.Parse(Repository.Read(path)).RootElement.GetProperty("tools").EnumerateObject()
            where !Number().IsMatch(tool.Value.GetProperty("version").GetString()!)
            select $"{path}: {tool.Name}");
    }

    /// <summary>Any SDK of one major version, and none that is not finished.</summary>
    [Fact]
    public void Sdk_ForABuild_IsOfOneMajorVersion()
    {
        JsonElement sdk = JsonDocument.Parse(Repository.Read("global.json")).RootElement.GetProperty("sdk");

        Assert.Matches(Number(), sdk.GetProperty("version").GetString()!);
        Assert.Contains(sdk.GetProperty("rollForward").GetString(), (string[])["disable", "patch", "latestPatch", "feature", "latestFeature"]);
    }

    [Fact]
    public void Restore_InCi_KeepsToTheLockFiles() =>
        Assert.Matches(LockedInCi(), Repository.Read("Directory.Build.props"));

    /// <summary>Only restoring fetches; building runs no program of its own and asks nobody.</summary>
    [Fact]
    public void Build_OfAnyProject_FetchesNothing() => Offences.None(
        from path in (string[])[.. Repository.Files(".csproj"), .. Repository.Files(".props"), .. Repository.Files(".targets")]
        from line in Repository.Lines(path)
        where Fetching().IsMatch(line)
        select $"{path}: {line.Trim()}");

    [GeneratedRegex("""Version="\d+(?:\.\d+)+(?:-[0-9A-Za-z.]+)?" />""")]
    private static partial Regex ExactVersion();

    [GeneratedRegex(@"^\d+(?:\.\d+)+\z")]
    private static partial Regex Number();

    [GeneratedRegex("""<PropertyGroup Condition="'\$\(CI\)' == 'true'">(?:(?!</PropertyGroup>).)*<RestoreLockedMode>true</RestoreLockedMode>""", RegexOptions.Singleline)]
    private static partial Regex LockedInCi();

    [GeneratedRegex("<(?:Exec|DownloadFile|WebDownload)\\b|UsingTask|https?://", RegexOptions.IgnoreCase)]
    private static partial Regex Fetching();
}

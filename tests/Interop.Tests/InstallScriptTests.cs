using DaneCore.Support;

namespace DaneCore.Interop.Tests;

/// <summary>Holds even where no server is installed: what the tests start is what the script installs.</summary>
public sealed class InstallScriptTests
{
    [Theory]
    [InlineData("named")]
    [InlineData("unbound")]
    [InlineData("postfix")]
    [InlineData("ldns-signzone")]
    [InlineData("dnssec-signzone")]
    public async Task Script_NamesEveryProgramThatIsStarted(string program)
    {
        string script = await File.ReadAllTextAsync(Path.Combine(TestData.Repository, "interop", "install.sh"), TestContext.Current.CancellationToken);

        Assert.Contains($" {program}", script.Replace('(', ' '), StringComparison.Ordinal);
    }
}

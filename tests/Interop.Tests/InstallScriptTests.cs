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
    [InlineData("dnssec-keygen")]
    [InlineData("dnssec-dsfromkey")]
    [InlineData("dnssec-revoke")]
    [InlineData("named-compilezone")]
    [InlineData("ldns-keygen")]
    [InlineData("ldns-key2ds")]
    [InlineData("keymgr")]
    [InlineData("kzonesign")]
    [InlineData("knotd")]
    [InlineData("nsd")]
    [InlineData("delv")]
    [InlineData("drill")]
    [InlineData("unbound-host")]
    [InlineData("posttls-finger")]
    [InlineData("postconf")]
    [InlineData("sendmail")]
    [InlineData("smtp-sink")]
    [InlineData("dovecot")]
    [InlineData("exim4")]
    [InlineData("smtpd")]
    [InlineData("unshare")]
    [InlineData("mount")]
    [InlineData("nginx")]
    [InlineData("openssl")]
    public async Task Script_NamesEveryProgramThatIsStarted(string program)
    {
        string script = await File.ReadAllTextAsync(Path.Combine(TestData.Repository, "interop", "install.sh"), TestContext.Current.CancellationToken);

        Assert.Contains($" {program} ", script.ReplaceLineEndings(" ").Replace('(', ' ').Replace(')', ' '), StringComparison.Ordinal);
    }
}

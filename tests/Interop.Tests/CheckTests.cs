using System.Globalization;
using System.Net;
using System.Text.Json;

namespace DaneCore.Interop.Tests;

/// <summary><c>danecore check</c> against a real Postfix, with DNS from BIND through Unbound.</summary>
public sealed class CheckTests(CheckTests.World world) : IClassFixture<CheckTests.World>
{
    // Domain, verdict, code, RFC 8460 type of the address that failed, exit code.
    public static TheoryData<string, string, string?, int> Domains => new()
    {
        { "key.test", "dane-ok", null, 0 },
        { "authority.test", "dane-ok", null, 0 },
        { "mismatch.test", "dane-failed", "5.7.323", 1 },
        { "no-starttls.test", "dane-failed", "5.7.321", 1 },
        { "bogus.test", "dnssec-bogus", "5.7.324", 1 },
        { "no-tlsa.test", "no-dane", null, 0 },
        { "unsigned.test", "no-dane", null, 0 },
    };

    [InteropTheory]
    [MemberData(nameof(Domains))]
    public async Task Check_OfPostfix_ComesOutAsTheDomainIs(string domain, string verdict, string? code, int exitCode)
    {
        (int exit, JsonElement json) = await DanecoreProcess.JsonAsync(
            "check", domain, "--server", world.Server, "--trust-anchor", world.AnchorFile, "--smtp-port", world.Port);

        Assert.Equal(
            (verdict, code, exitCode),
            (json.GetProperty("verdict").GetString(), json.GetProperty("code").GetString(), exit));
    }

    [InteropFact]
    public async Task Check_OfPostfix_ShowsTheCertificatesItSent()
    {
        (_, JsonElement json) = await DanecoreProcess.JsonAsync(
            "check", "key.test", "--server", world.Server, "--trust-anchor", world.AnchorFile, "--smtp-port", world.Port);

        JsonElement address = json.GetProperty("mx")[0].GetProperty("addresses")[0];
        Assert.Equal(("authenticated", 2), (address.GetProperty("result").GetString(), address.GetProperty("chain").GetArrayLength()));
    }

    /// <summary>Postfix on one address per domain, and the zones that name them.</summary>
    public sealed class World : IAsyncLifetime
    {
        private DnsServers? _dns;
        private PostfixServers? _mail;
        private DirectoryInfo? _folder;

        public string Server => _dns!.Forwarder.ToString();

        public string AnchorFile { get; private set; } = "";

        public string Port { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            if (!Servers.AreAskedFor)
            {
                return;
            }

            _folder = Directory.CreateTempSubdirectory("danecore-interop-");
            int port = Servers.FreePort();
            Port = port.ToString(CultureInfo.InvariantCulture);
            SignedTree tree = new(_folder.FullName);
            Dictionary<IPAddress, string?> chains = [];
            foreach (string domain in Domains.Select(row => row.Data.Item1))
            {
                var address = IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"127.0.1.{chains.Count + 1}"));
                using var certificates = TestCertificates.For($"mx.{domain}");
                string file = Path.Combine(_folder.FullName, domain + ".pem");
                await File.WriteAllTextAsync(file, certificates.Pem);
                chains.Add(address, domain == "no-starttls.test" ? null : file);
                string? record = domain switch
                {
                    "authority.test" => certificates.AuthorityRecord,
                    "mismatch.test" => "3 1 1 " + new string('0', 64),
                    "no-tlsa.test" => null,
                    _ => certificates.KeyRecord,
                };
                string zone = $"@ MX 10 mx\nmx A {address}\n" + (record is null ? "" : $"_{Port}._tcp.mx TLSA {record}\n");
                if (domain == "unsigned.test")
                {
                    await tree.LeaveUnsignedAsync(domain, zone);
                }
                else
                {
                    await tree.SignByBindAsync(domain, zone, domain == "bogus.test" ? SigningWindow.DaysFromNow(-20, -10) : null);
                }
            }

            await tree.FinishAsync();
            AnchorFile = tree.AnchorFile;
            _dns = await DnsServers.StartAsync(tree);
            _mail = await PostfixServers.StartAsync(_folder.FullName, port, chains);
        }

        public async ValueTask DisposeAsync()
        {
            if (_mail is not null)
            {
                await _mail.DisposeAsync();
            }

            if (_dns is not null)
            {
                await _dns.DisposeAsync();
            }

            _folder?.Delete(recursive: true);
        }
    }
}

using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DaneCore.Dane;
using DaneCore.Resolver;
using DaneCore.Resolver.Validation;

namespace DaneCore.Interop.Tests;

/// <summary>HttpClient by way of <see cref="DaneHttp"/> and a real nginx with a certificate that signs itself; DNS from BIND through Unbound.</summary>
public sealed class NginxTests(NginxTests.World world) : IClassFixture<NginxTests.World>
{
    private const string Text = "nobody vouches for this but TLSA";

    // Zone, and what the refusal says; null where the page comes.
    public static TheoryData<string, string?> Zones => new()
    {
        { "right.test", null },
        { "wrong.test", "the record is not that of the server's certificate" },
        { "none.test", "TLSA records are demanded here" },
        { "unsigned.test", "TLSA records are demanded here" },
        { "bogus.test", "could not be found out" },
    };

    [InteropTheory]
    [MemberData(nameof(Zones))]
    public async Task Page_OfNginx_ComesOnlyWhereTlsaVouchesForIt(string zone, string? why)
    {
        foreach (Version version in (Version[])[HttpVersion.Version11, HttpVersion.Version20])
        {
            (string? body, string? refusal) = await world.GetAsync(zone, version, requiresRecords: true);

            Assert.Equal(why is null ? Text : null, body);
            Assert.True(why is null ? refusal is null : refusal!.Contains(why, StringComparison.Ordinal), refusal);
        }
    }

    // Without records the web asks public authorities, who do not know this server.
    [InteropFact]
    public async Task Page_OfAHostWithoutRecords_IsRefusedByPublicAuthorities()
    {
        (string? body, string? refusal) = await world.GetAsync("none.test", HttpVersion.Version11, requiresRecords: false);

        Assert.Null(body);
        Assert.Contains("signs itself", refusal, StringComparison.Ordinal);
    }

    /// <summary>The zones, and the one server that all of them point to.</summary>
    public sealed class World : IAsyncLifetime
    {
        private DnsServers? _dns;
        private NginxServer? _nginx;
        private StubResolver? _resolver;
        private DirectoryInfo? _folder;

        public async Task<(string? Body, string? Refusal)> GetAsync(string zone, Version version, bool requiresRecords)
        {
            using SocketsHttpHandler handler = DaneHttp.CreateHandler(_resolver!, new DaneHttpOptions { RequiresRecords = requiresRecords });
            using HttpClient client = new(handler) { DefaultRequestVersion = version, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
            string address = string.Create(CultureInfo.InvariantCulture, $"https://www.{zone}:{_nginx!.EndPoint.Port}/");
            try
            {
                return (await client.GetStringAsync(new Uri(address), TestContext.Current.CancellationToken), null);
            }
            catch (HttpRequestException fault)
            {
                return (null, fault.Message);
            }
        }

        public async ValueTask InitializeAsync()
        {
            if (!Servers.AreAskedFor)
            {
                return;
            }

            _folder = Directory.CreateTempSubdirectory("danecore-interop-");
            await Tool.RunAsync(_folder.FullName, "chmod", "755", _folder.FullName);
            string record = await StartNginxAsync(_folder.FullName);
            SignedTree tree = new(_folder.FullName);
            foreach (string zone in Zones.Select(row => row.Data.Item1))
            {
                string tlsa = zone switch
                {
                    "none.test" => "",
                    "wrong.test" => Record("3 1 1 " + new string('0', 64)),
                    _ => Record(record),
                };
                string text = $"www A {_nginx!.EndPoint.Address}\n{tlsa}";
                if (zone == "unsigned.test")
                {
                    await tree.LeaveUnsignedAsync(zone, text);
                }
                else
                {
                    await tree.SignByBindAsync(zone, text, zone == "bogus.test" ? SigningWindow.DaysFromNow(-20, -10) : null);
                }
            }

            await tree.FinishAsync();
            _dns = await DnsServers.StartAsync(tree);
            Assert.True(TrustAnchorSet.TryParse(await File.ReadAllTextAsync(tree.AnchorFile), out TrustAnchorSet? anchors, out string? why), why);
            _resolver = new StubResolver(new ResolverOptions { Servers = [_dns.Forwarder], Anchors = anchors });
        }

        public async ValueTask DisposeAsync()
        {
            if (_resolver is not null)
            {
                await _resolver.DisposeAsync();
            }

            if (_nginx is not null)
            {
                await _nginx.DisposeAsync();
            }

            if (_dns is not null)
            {
                await _dns.DisposeAsync();
            }

            _folder?.Delete(recursive: true);
        }

        private string Record(string data) => string.Create(CultureInfo.InvariantCulture, $"_{_nginx!.EndPoint.Port}._tcp.www TLSA {data}\n");

        private async Task<string> StartNginxAsync(string folder)
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            CertificateRequest request = new("CN=nobody knows me", key, HashAlgorithmName.SHA256);
            DateTimeOffset now = TimeProvider.System.GetUtcNow();
            using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(20));
            string certificateFile = Path.Combine(folder, "self.pem");
            string keyFile = Path.Combine(folder, "self.key");
            await File.WriteAllTextAsync(certificateFile, certificate.ExportCertificatePem());
            await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem());
            _nginx = await NginxServer.StartAsync(folder, certificateFile, keyFile, Text);
            return $"3 1 1 {Convert.ToHexString(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()))}";
        }
    }
}

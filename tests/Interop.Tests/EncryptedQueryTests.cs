using System.Globalization;
using System.Text.Json;

namespace DaneCore.Interop.Tests;

/// <summary><c>danecore query</c> over TLS and HTTPS, to a real Unbound and a real BIND: answered by the server that was meant, and by no other.</summary>
public sealed class EncryptedQueryTests(EncryptedQueryTests.World world) : IClassFixture<EncryptedQueryTests.World>
{
    // The program, the scheme, whom we mean, whose roots vouch, and whether that is the server.
    public static TheoryData<string, string, string, string, bool> Servers { get; } = Rows();

    [InteropTheory]
    [MemberData(nameof(Servers))]
    public async Task Query_Encrypted_IsAnsweredByWhoWasMeant(string program, string scheme, string meant, string roots, bool isAnswered)
    {
        (int tls, int https) = world.Ports[program];
        string identity = meant switch
        {
            "pin" => $"#pin-sha256={world.Pin}",
            "other pin" => $"#pin-sha256={Convert.ToBase64String(new byte[32])}",
            "name" => $"#{World.Host}",
            "other name" => "#other.interop",
            _ => $"#{World.Host},pin-sha256={world.Pin}",
        };
        string server = string.Create(
            CultureInfo.InvariantCulture, $"{scheme}://127.0.0.1:{(scheme == "tls" ? tls : https)}{(scheme == "tls" ? "" : "/dns-query")}{identity}");

        (int exit, JsonElement json) = await DanecoreProcess.JsonAsync(
            "query", "www.nsec.test", "A", "--server", server, "--server-ca", roots == "ours" ? world.Roots : world.OtherRoots, "--trust-anchor", world.AnchorFile);

        string findings = string.Join(',', json.GetProperty("upstream").EnumerateArray().SelectMany(each => each.GetProperty("findings").EnumerateArray()).Select(each => each.GetString()));
        (string, bool, string) expected = (isAnswered ? "secure" : "indeterminate", isAnswered, isAnswered ? "" : "untrusted-certificate");
        Assert.True(expected == (json.GetProperty("security").GetString()!, exit == 0, findings), $"{server}: {json}");
    }

    private static TheoryData<string, string, string, string, bool> Rows()
    {
        TheoryData<string, string, string, string, bool> rows = [];
        foreach (string program in (string[])["unbound", "bind"])
        {
            foreach (string scheme in (string[])["tls", "https"])
            {
                rows.Add(program, scheme, "pin", "others", true);
                rows.Add(program, scheme, "other pin", "ours", false);
                rows.Add(program, scheme, "name", "ours", true);
                rows.Add(program, scheme, "other name", "ours", false);
                rows.Add(program, scheme, "name", "others", false);
                rows.Add(program, scheme, "name and pin", "ours", true);
                rows.Add(program, scheme, "name and pin", "others", false);
            }
        }

        return rows;
    }

    /// <summary>The zones and servers that all questions share.</summary>
    public sealed class World : IAsyncLifetime
    {
        /// <summary>The name in the servers' certificate.</summary>
        public const string Host = "dns.interop";

        private EncryptedServers? _servers;
        private DirectoryInfo? _folder;

        public IReadOnlyDictionary<string, (int Tls, int Https)> Ports => _servers!.Ports;

        public string AnchorFile { get; private set; } = "";

        public string Pin { get; private set; } = "";

        public string Roots => Path.Combine(_folder!.FullName, "roots.pem");

        public string OtherRoots => Path.Combine(_folder!.FullName, "other-roots.pem");

        public async ValueTask InitializeAsync()
        {
            if (!Interop.Tests.Servers.AreAskedFor)
            {
                return;
            }

            _folder = Directory.CreateTempSubdirectory("danecore-interop-");
            SignedTree tree = new(_folder.FullName);
            await tree.SignByBindAsync("nsec.test", "www A 192.0.2.1");
            await tree.FinishAsync();
            AnchorFile = tree.AnchorFile;
            using var certificates = TestCertificates.For(Host);
            using var others = TestCertificates.For(Host);
            Pin = certificates.Pin;
            await File.WriteAllTextAsync(Roots, certificates.AuthorityPem);
            await File.WriteAllTextAsync(OtherRoots, others.AuthorityPem);
            _servers = await EncryptedServers.StartAsync(tree, certificates);
        }

        public async ValueTask DisposeAsync()
        {
            if (_servers is not null)
            {
                await _servers.DisposeAsync();
            }

            _folder?.Delete(recursive: true);
        }
    }
}

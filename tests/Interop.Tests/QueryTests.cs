using System.Text.Json;

namespace DaneCore.Interop.Tests;

/// <summary><c>danecore query</c> through a real Unbound, over zones that BIND and ldns signed.</summary>
public sealed class QueryTests(QueryTests.World world) : IClassFixture<QueryTests.World>
{
    // Name, type, status, response code, extended error (none when secure), exit code.
    public static TheoryData<string, string, string, string, int?, int> Questions => new()
    {
        { "www.nsec.test", "A", "secure", "NOERROR", null, 0 },
        { "www.nsec3.test", "A", "secure", "NOERROR", null, 0 },
        { "www.ldns.test", "A", "secure", "NOERROR", null, 0 },
        { "www.rsa.test", "A", "secure", "NOERROR", null, 0 },
        { "www.ed25519.test", "A", "secure", "NOERROR", null, 0 },
        { "nothing.nsec.test", "A", "secure", "NXDOMAIN", null, 0 },
        { "nothing.nsec3.test", "A", "secure", "NXDOMAIN", null, 0 },
        { "nothing.ldns.test", "A", "secure", "NXDOMAIN", null, 0 },
        { "www.nsec.test", "AAAA", "secure", "NOERROR", null, 0 },
        { "www.nsec3.test", "AAAA", "secure", "NOERROR", null, 0 },
        { "any.wild.nsec.test", "A", "secure", "NOERROR", null, 0 },
        { "any.wild.nsec3.test", "A", "secure", "NOERROR", null, 0 },
        { "any.wild.nsec.test", "AAAA", "secure", "NOERROR", null, 0 },
        { "any.wild.nsec3.test", "AAAA", "secure", "NOERROR", null, 0 },
        { "alias.nsec.test", "A", "secure", "NOERROR", null, 0 },
        { "moved.tree.nsec.test", "A", "secure", "NOERROR", null, 0 },
        { "ent.nsec.test", "A", "secure", "NOERROR", null, 0 },
        { "ent.nsec3.test", "A", "secure", "NOERROR", null, 0 },
        { "nsec.test", "DS", "secure", "NOERROR", null, 0 },
        { ".", "DNSKEY", "secure", "NOERROR", null, 0 },
        { "www.unsigned.test", "A", "insecure", "NOERROR", 0, 0 },
        { "nothing.unsigned.test", "A", "insecure", "NXDOMAIN", 0, 0 },
        { "www.expired.test", "A", "bogus", "SERVFAIL", 7, 1 },
        { "www.future.test", "A", "bogus", "SERVFAIL", 8, 1 },
        { "www.wrong-ds.test", "A", "bogus", "SERVFAIL", 9, 1 },
        { "www.stripped.test", "A", "bogus", "SERVFAIL", 9, 1 },
    };

    [InteropTheory]
    [MemberData(nameof(Questions))]
    public async Task Query_ThroughUnbound_ComesOutAsTheZoneIs(string name, string type, string security, string code, int? error, int exitCode)
    {
        (int exit, JsonElement json) = await DanecoreProcess.JsonAsync(
            "query", name, type, "--server", world.Server, "--trust-anchor", world.AnchorFile);

        JsonElement[] errors = [.. json.GetProperty("extendedErrors").EnumerateArray()];
        (string, string, int?, int) expected = (security, code, error, exitCode);
        (string?, string?, int?, int) actual =
            (json.GetProperty("security").GetString(), json.GetProperty("rcode").GetString(), errors.Length == 0 ? null : errors[0].GetProperty("code").GetInt32(), exit);
        Assert.True(expected == actual, $"expected {expected}, came {actual}: {string.Join("; ", errors)}");
    }

    /// <summary>Without the list of names for private use, on which test. stands: nothing is to excuse the anchor.</summary>
    [InteropFact]
    public async Task Query_UnderAnotherAnchor_IsBogus()
    {
        string anchor = Path.Combine(Path.GetDirectoryName(world.AnchorFile)!, "other.ds");
        await File.WriteAllTextAsync(anchor, ". IN DS 20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D\n", TestContext.Current.CancellationToken);

        (int exit, JsonElement json) = await DanecoreProcess.JsonAsync("query", "www.nsec.test", "A", "--server", world.Server, "--trust-anchor", anchor, "--no-default-negative-trust-anchors");

        Assert.Equal(("bogus", 9, 1), (json.GetProperty("security").GetString(), json.GetProperty("extendedErrors")[0].GetProperty("code").GetInt32(), exit));
    }

    /// <summary>The zones and servers that all questions share.</summary>
    public sealed class World : IAsyncLifetime
    {
        private const string Records = """
            www A 192.0.2.1
            alias CNAME www
            *.wild A 192.0.2.9
            deep.ent A 192.0.2.2
            moved A 192.0.2.3
            tree DNAME @
            """;

        private DnsServers? _servers;
        private DirectoryInfo? _folder;

        public string Server => _servers!.Forwarder.ToString();

        public string AnchorFile { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            if (!Servers.AreAskedFor)
            {
                return;
            }

            _folder = Directory.CreateTempSubdirectory("danecore-interop-");
            SignedTree tree = new(_folder.FullName);
            await tree.SignByBindAsync("nsec.test", Records);
            await tree.SignByBindAsync("nsec3.test", Records, nsec3: true);
            await tree.SignByLdnsAsync("ldns.test", Records);
            await tree.SignByBindAsync("rsa.test", Records, algorithm: "RSASHA512");
            await tree.SignByBindAsync("ed25519.test", Records, algorithm: "ED25519");
            await tree.LeaveUnsignedAsync("unsigned.test", Records);
            await tree.SignByBindAsync("expired.test", Records, SigningWindow.DaysFromNow(-20, -10));
            await tree.SignByBindAsync("future.test", Records, SigningWindow.DaysFromNow(10, 20));
            await tree.SignByBindAsync("wrong-ds.test", Records);
            tree.Delegate("wrong-ds.test", "wrong-ds.test. IN DS 4711 13 2 " + new string('A', 64));
            await tree.LeaveUnsignedAsync("stripped.test", Records, "stripped.test. IN DS 4711 13 2 " + new string('B', 64));
            await tree.FinishAsync();
            AnchorFile = tree.AnchorFile;
            _servers = await DnsServers.StartAsync(tree);
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

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DaneCore.Interop.Tests.MailTable.Making;
using DaneCore.Lab.Mail;
using DaneCore.Support;

namespace DaneCore.Interop.Tests.Delivery;

/// <summary>Postfix, Exim, OpenSMTPD and Dovecot, each with domains of its own in which one thing is so and not otherwise, and the zones of these.</summary>
public sealed class DeliveryWorld : IAsyncLifetime
{
    /// <summary>The servers that offer CHUNKING and SMTPUTF8 too.</summary>
    internal static readonly string[] WithChunks = ["postfix", "exim"];

    /// <summary>The servers that can do TLS.</summary>
    internal static readonly string[] WithTls = SmtpdStore.HasTls ? [.. WithChunks, SmtpdStore.Name] : WithChunks;

    private readonly Dictionary<string, IMailStore> _stores = [];
    private DirectoryInfo? _folder;

    internal SendingSide Side { get; private set; } = null!;

    internal string Folder => _folder!.FullName;

    internal IMailStore Store(string server) => _stores[server];

    public async ValueTask InitializeAsync()
    {
        if (!Servers.AreAskedFor)
        {
            return;
        }

        _folder = Directory.CreateTempSubdirectory("danecore-delivery-");
        await Tool.RunAsync(_folder.FullName, "chmod", "755", _folder.FullName);
        MailHosts hosts = new(Servers.FreePort());
        string[] servers = [.. WithChunks, SmtpdStore.Name, "dovecot"];
        MailDomain[] domains = [.. from server in servers from row in Situations(server) select new MailDomain($"{row.Situation}.{server}.test", "", "", row.Build)];
        Side = await SendingSide.StartAsync(_folder.FullName, domains, hosts);
        foreach (string server in servers)
        {
            Dictionary<IPAddress, string?> chains = [];
            foreach (MailDomain domain in domains.Where(domain => domain.Name.EndsWith($".{server}.test", StringComparison.Ordinal)))
            {
                IPAddress address = Side.Zones.AddressesOf(domain.Name).Single();
                chains[address] = hosts.Real[address] is { Count: > 0 } chain ? await WriteAsync(domain.Name, chain) : null;
            }

            string folder = Directory.CreateDirectory(Path.Combine(_folder.FullName, server)).FullName;
            _stores[server] = server switch
            {
                "postfix" => await PostfixStore.StartAsync(folder, hosts.Port, chains, PostfixOptions()),
                "exim" => await EximStore.StartAsync(folder, hosts.Port, chains, Side.Zones.AddressesOf("by-data.exim.test")),
                SmtpdStore.Name => await SmtpdStore.StartAsync(folder, hosts.Port, chains),
                _ => await DovecotStore.StartAsync(folder, hosts.Port, chains.Single().Key, chains.Single().Value!),
            };
        }
    }

    public async ValueTask DisposeAsync()
    {
        string logs = Directory.CreateDirectory(Path.Combine(TestData.Repository, "artifacts", "interop")).FullName;
        foreach ((string server, IMailStore store) in _stores)
        {
            await File.WriteAllTextAsync(Path.Combine(logs, $"{server}.log"), store.Log);
            await store.DisposeAsync();
        }

        if (Side is not null)
        {
            await Side.DisposeAsync();
        }

        _folder?.Delete(recursive: true);
    }

    private static IEnumerable<(string Situation, Action<MailSite> Build)> Situations(string server)
    {
        yield return ("good", site => site.MailHost([site.Leaf()], site.Leaf().Tlsa()));
        if (server == "dovecot")
        {
            yield break;
        }

        yield return ("clear", site => site.MailHost([]));
        if (server != SmtpdStore.Name)
        {
            yield return ("small", site => site.MailHost([site.Leaf()], site.Leaf().Tlsa()));
            yield return ("seven-bit", site => site.MailHost([site.Leaf()], site.Leaf().Tlsa()));
            yield return ("by-data", site => site.MailHost([site.Leaf()], site.Leaf().Tlsa()));
        }

        yield return ("anchor", site => site.MailHost([site.Leaf(site.Authority()), site.Authority()], site.Authority().Tlsa(2)));
        yield return ("unpublished", site => site.MailHost([site.Leaf()]));
        yield return ("mismatch", site => site.MailHost([site.Leaf()], site.Leaf(host: "old").Tlsa()));
        yield return ("expired", site => site.MailHost([site.Leaf(-90, -1, site.Authority()), site.Authority()], site.Authority().Tlsa(2)));
        yield return ("gap", site => site.MailHost([site.Leaf(Middle(site)), site.Authority()], site.Authority().Tlsa(2)));
        yield return ("other-name", site => site.MailHost([site.Leaf(site.Authority(), "elsewhere"), site.Authority()], site.Authority().Tlsa(2)));
        yield return ("no-tls", site => site.MailHost([], site.Leaf().Tlsa()));
    }

    private static LabCertificate Middle(MailSite site) => site.Authority("intermediate", site.Authority());

    private Dictionary<IPAddress, string> PostfixOptions() => new()
    {
        [Side.Zones.AddressesOf("by-data.postfix.test")[0]] = "  -o smtpd_discard_ehlo_keywords=chunking\n",
        [Side.Zones.AddressesOf("small.postfix.test")[0]] = "  -o message_size_limit=100000\n",
        [Side.Zones.AddressesOf("seven-bit.postfix.test")[0]] = "  -o smtpd_discard_ehlo_keywords=8bitmime\n",
    };

    // Key first, then the certificates as they are to be sent.
    private async Task<string> WriteAsync(string name, IReadOnlyList<LabCertificate> chain)
    {
        using X509Certificate2 leaf = chain[0].ToPlatform();
        using ECDsa key = leaf.GetECDsaPrivateKey()!;
        string file = Path.Combine(_folder!.FullName, name + ".pem");
        await File.WriteAllTextAsync(file, key.ExportPkcs8PrivateKeyPem() + "\n" + string.Concat(chain.Select(certificate => certificate.ToPem())));
        return file;
    }
}

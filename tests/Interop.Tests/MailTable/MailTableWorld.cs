using System.Globalization;
using DaneCore.Interop.Tests.MailTable.Asking;
using DaneCore.Interop.Tests.MailTable.Catalogue;
using DaneCore.Interop.Tests.MailTable.Making;
using DaneCore.Resolver.Validation;

namespace DaneCore.Interop.Tests.MailTable;

/// <summary>All domains of the table with their servers, and everybody who is asked about them.</summary>
public sealed class MailTableWorld : IAsyncLifetime
{
    private DirectoryInfo? _folder;
    private MailServers? _servers;

    internal IReadOnlyList<MailDomain> Domains { get; private set; } = [];

    internal OwnCheck Ours { get; private set; } = null!;

    internal PosttlsFinger Finger { get; private set; } = null!;

    internal PostfixDelivery Postfix { get; private set; } = null!;

    internal EximDelivery Exim { get; private set; } = null!;

    internal string AnchorFile => Path.Combine(_folder!.FullName, "anchor.ds");

    internal string Port { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (!Servers.AreAskedFor)
        {
            return;
        }

        _folder = Directory.CreateTempSubdirectory("danecore-mail-");
        await Tool.RunAsync(_folder.FullName, "chmod", "755", _folder.FullName);
        int port = Servers.FreePort();
        Port = port.ToString(CultureInfo.InvariantCulture);
        bool withSix = MailHosts.HasSix();
        Domains = [.. MailList.Domains.Where(domain => withSix || !domain.NeedsSix)];
        MailHosts hosts = new(port);
        var zones = MailZones.Make(Domains, hosts);
        await File.WriteAllTextAsync(AnchorFile, zones.Anchors);
        Assert.True(TrustAnchorSet.TryParse(zones.Anchors, out TrustAnchorSet? anchors, out string? why), why);
        _servers = await MailServers.StartAsync(_folder.FullName, zones, hosts, withSix);
        ResolverFile resolver = await ResolverFile.WriteAsync(_folder.FullName, MailHosts.Resolver);
        Ours = new OwnCheck(anchors, port);
        Postfix = await PostfixDelivery.StartAsync(Directory.CreateDirectory(Path.Combine(_folder.FullName, "sender")).FullName, resolver, port, Domains.Select(domain => domain.Name));
        Exim = await EximDelivery.MakeAsync(Directory.CreateDirectory(Path.Combine(_folder.FullName, "exim")).FullName, resolver, port);
        Finger = new PosttlsFinger(resolver, Postfix.Configuration, _folder.FullName, port);
    }

    public async ValueTask DisposeAsync()
    {
        if (Postfix is not null)
        {
            await Postfix.DisposeAsync();
        }

        if (_servers is not null)
        {
            await _servers.DisposeAsync();
        }

        _folder?.Delete(recursive: true);
    }
}

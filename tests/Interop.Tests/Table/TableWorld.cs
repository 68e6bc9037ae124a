using DaneCore.Interop.Tests.Table.Asking;
using DaneCore.Interop.Tests.Table.Catalogue;
using DaneCore.Interop.Tests.Table.Making;
using DaneCore.Resolver.Validation;

namespace DaneCore.Interop.Tests.Table;

/// <summary>All zones of the table, made and served, and everybody who is asked about them.</summary>
public sealed class TableWorld : IAsyncLifetime
{
    private DirectoryInfo? _folder;
    private TableServers? _servers;
    private ZoneForest? _forest;

    internal RowList List { get; } = RowList.All();

    internal Ours Ours { get; private set; } = null!;

    internal IReadOnlyList<IPeer> Peers { get; private set; } = [];

    internal string Server => _servers!.Forwarder.ToString();

    internal string AnchorFile => _forest!.AnchorFile;

    public async ValueTask InitializeAsync()
    {
        if (!Servers.AreAskedFor)
        {
            return;
        }

        _folder = Directory.CreateTempSubdirectory("danecore-table-");
        _forest = new ZoneForest(_folder.FullName, List.Zones);
        await _forest.MakeAsync();
        _servers = await TableServers.StartAsync(_forest);
        string text = await File.ReadAllTextAsync(_forest.AnchorFile);
        Assert.True(TrustAnchorSet.TryParse(text, out TrustAnchorSet? anchors, out string? why), why);
        Ours = new Ours(_servers, anchors);
        Peers =
        [
            new UnboundHost(_servers, _folder.FullName),
            new Delv(_servers, await Delv.WriteAnchorsAsync(_folder.FullName, text), _folder.FullName),
            new Drill(_servers, _forest.KeyFile, _folder.FullName),
        ];
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

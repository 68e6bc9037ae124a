using System.Globalization;
using DaneCore.Interop.Tests.MailTable.Making;

namespace DaneCore.Interop.Tests.Delivery;

/// <summary>Domains without TLSA records, each with an address at which a sink can listen.</summary>
public sealed class SinkWorld : IAsyncLifetime
{
    private DirectoryInfo? _folder;

    internal SendingSide Side { get; private set; } = null!;

    internal string Folder => _folder!.FullName;

    /// <summary>The domain of this number.</summary>
    internal static string Domain(int number) => string.Create(CultureInfo.InvariantCulture, $"sink{number}.test");

    public async ValueTask InitializeAsync()
    {
        if (!Servers.AreAskedFor)
        {
            return;
        }

        _folder = Directory.CreateTempSubdirectory("danecore-sink-");
        IEnumerable<MailDomain> domains = Enumerable.Range(0, SinkTests.Rows).Select(i => new MailDomain(Domain(i), "", "", site => site.Zone("@ MX 10 mx").DeadHost("mx")));
        Side = await SendingSide.StartAsync(_folder.FullName, [.. domains], new MailHosts(Servers.FreePort()));
    }

    public async ValueTask DisposeAsync()
    {
        if (Side is not null)
        {
            await Side.DisposeAsync();
        }

        _folder?.Delete(recursive: true);
    }
}

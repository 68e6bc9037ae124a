using System.Net;
using DaneCore.Lab;
using DaneCore.Lab.Authority;
using DaneCore.Lab.Faults;
using DaneCore.Stress.Differential.Cases;

namespace DaneCore.Stress.Differential.Asking;

/// <summary>Serves one table after the other on loopback.</summary>
internal sealed class TableServer : IReplyFault, IAsyncDisposable
{
    private readonly LoopbackDnsServer _server;

    public TableServer() => _server = LoopbackDnsServer.Start(new ZoneSet(), this);

    public IPEndPoint EndPoint => _server.EndPoint;

    /// <summary>What is served now.</summary>
    public ReplyTable? Table { get; set; }

    public ValueTask<LabReply> ApplyAsync(LabQuery query, LabReply reply, CancellationToken stop) =>
        ValueTask.FromResult(Table is null ? new LabReply.Silence() : Table.ReplyTo(query));

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}

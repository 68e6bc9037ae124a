using System.Net;
using System.Text;
using DaneCore.Dane;
using DaneCore.Lab.Mail;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp.Session;
using DaneCore.Smtp.Transaction;

namespace DaneCore.Smtp.Tests.Transaction;

/// <summary>A laboratory server, a session with it that is ready, and what is sent over it.</summary>
internal sealed class TransactionBench : IAsyncDisposable
{
    private static readonly IPEndPoint Address = IPEndPoint.Parse("192.0.2.25:25");

    private readonly LabMailNet _net;

    private TransactionBench(LabMailNet net, LabMailServer server, SmtpSession session, SmtpConnection connection)
    {
        _net = net;
        Server = server;
        Session = session;
        Connection = connection;
    }

    public LabMailServer Server { get; }

    public SmtpSession Session { get; }

    public SmtpConnection Connection { get; }

    public SmtpOptions Options { get; set; } = new();

    /// <summary>What was said behind the hello.</summary>
    public IEnumerable<string> Commands => Server.Commands.SkipWhile(line => !line.StartsWith("MAIL", StringComparison.Ordinal));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>In clear, offering just these keywords.</summary>
    public static Task<TransactionBench> OfferingAsync(params string[] keywords) =>
        OpenAsync(new LabMailBehaviour { Keywords = keywords });

    /// <summary>In clear, offering just these keywords, with replies of its own.</summary>
    public static Task<TransactionBench> AnsweringAsync(Func<string, string?> answer, params string[] keywords) =>
        OpenAsync(new LabMailBehaviour { Keywords = keywords, Answer = answer });

    /// <summary>A server of this behaviour; in TLS where it has a certificate.</summary>
    public static async Task<TransactionBench> OpenAsync(
        LabMailBehaviour behaviour, TimeProvider? clock = null, Func<Stream, Stream>? wrap = null)
    {
        LabMailNet net = new();
        LabMailServer server = net.Add(Address.Address, behaviour);
        Stream stream = await net.ConnectAsync(Address, Stop);
        SmtpConnection connection = new(wrap?.Invoke(stream) ?? stream, SmtpTimeouts.Delivery, clock ?? TimeProvider.System);
        SmtpSession session = new("client.lab", TlsDemand.Opportunistic, behaviour.SpeaksLmtp);
        var handshake = DaneHandshake.WithoutAuthentication(new ReferenceNames(DomainName.Parse("mx.lab")), UsageProfile.Smtp);
        SmtpStep step = await SmtpOpening.OpenAsync(session, connection, new StartTlsUpgrade(handshake.Options, _ => null), Stop);
        Assert.IsType<SmtpStep.Ready>(step);
        return new TransactionBench(net, server, session, connection);
    }

    public Task<TransactionResult> SendAsync(Envelope envelope, string message = "Subject: a\r\n\r\nb\r\n") =>
        SendAsync(envelope, MessageSource.FromOctets(Encoding.Latin1.GetBytes(message)));

    public async Task<TransactionResult> SendAsync(Envelope envelope, MessageSource message) =>
        await TransactionPlayer.RunAsync(Session, Connection, envelope, envelope.Recipients, message, Options, Stop);

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        await _net.DisposeAsync();
    }
}

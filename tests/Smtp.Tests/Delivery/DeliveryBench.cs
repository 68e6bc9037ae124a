using System.Net;
using System.Text;
using DaneCore.Dane;
using DaneCore.Lab.Mail;
using DaneCore.Smtp.Tests.Checking;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Smtp.Tests.Delivery;

/// <summary>A sender, its DNS and the mail hosts it meets, all in this process, at one instant.</summary>
internal sealed class DeliveryBench : IAsyncDisposable
{
    public static readonly byte[] Message = Encoding.ASCII.GetBytes("From: a@client.lab\r\nSubject: test\r\n\r\nHello.\r\n");

    private readonly Lock _lock = new();
    private readonly MemoryStream _overheard = new();
    private SmtpSender? _sender;
    private bool _wentInClear;

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public TestResolver Dns { get; } = new();

    public LabMailNet Net { get; } = new();

    public FakeTimeProvider Clock { get; set; } = new(CheckBench.Now);

    /// <summary>Changed before the first message is sent.</summary>
    public SmtpOptions Options { get; set; } = new() { HeloName = "client.lab" };

    public SmtpSender Sender => _sender ??= new SmtpSender(Dns, Options with
    {
        Connect = async (endPoint, stop) => new TappedStream(await Net.ConnectAsync(endPoint, stop), Overhear),
        Clock = Clock,
        Pick = _ => 0,
    });

    /// <summary>example.lab with one signed host, mx.lab at 192.0.2.1, a record for its key, and a server that holds it.</summary>
    public static DeliveryBench Healthy(LabMailFault fault = LabMailFault.None) => Healthy(Sound with { Fault = fault });

    /// <summary>The same with a server that behaves like this.</summary>
    public static DeliveryBench Healthy(LabMailBehaviour behaviour)
    {
        DeliveryBench bench = new();
        bench.Dns.Secure("example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1", "_25._tcp.mx.lab. TLSA " + CheckBench.Leaf.Tlsa());
        bench.Serve("192.0.2.1", behaviour);
        return bench;
    }

    /// <summary>A server that has the certificate the records of <see cref="Healthy(LabMailFault)"/> name.</summary>
    public static LabMailBehaviour Sound { get; } = new() { HostName = "mx.lab", Chain = [CheckBench.Leaf, CheckBench.Root] };

    /// <summary>The same, and offers REQUIRETLS.</summary>
    public static LabMailBehaviour OffersRequireTls { get; } = Sound with { Keywords = ["PIPELINING", "8BITMIME", "ENHANCEDSTATUSCODES", "REQUIRETLS"] };

    public LabMailServer Serve(string address, LabMailBehaviour behaviour) => Net.Add(IPAddress.Parse(address), behaviour);

    public LabMailServer At(string address = "192.0.2.1") => Net.At(IPAddress.Parse(address))!;

    public async Task<RecipientOutcome> SendAsync(string recipient = "b@example.lab") =>
        Assert.Single((await SendAsync(new Envelope("a@client.lab", recipient))).Recipients);

    /// <summary>Sends, and makes sure that nothing of the mail could be overheard unless the report says that it went in clear.</summary>
    public async Task<DeliveryReport> SendAsync(Envelope envelope)
    {
        DeliveryReport report = await Sender.SendAsync(envelope, MessageSource.FromOctets(Message), Stop);
        _wentInClear |= report.Attempts.Any(attempt => attempt.Security == DeliverySecurity.Cleartext);
        if (!_wentInClear)
        {
            string overheard = Encoding.Latin1.GetString(_overheard.ToArray());
            Assert.DoesNotContain("MAIL FROM", overheard, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("client.lab>", overheard, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Hello.", overheard, StringComparison.OrdinalIgnoreCase);
        }

        return report;
    }

    /// <summary>Delivered, protected like this.</summary>
    public static void AssertDelivered(RecipientOutcome outcome, DeliverySecurity security, bool isRouteSecure = true)
    {
        Assert.True(outcome.IsDelivered && outcome.Security == security && outcome.IsRouteSecure == isRouteSecure, outcome.ToString());
        Assert.Null(outcome.FinalCode);
    }

    /// <summary>Not delivered, with this code and a reason that holds these words.</summary>
    public static void AssertKept(RecipientOutcome outcome, string code, ResultType type, string words)
    {
        Assert.True(!outcome.IsDelivered && outcome.Code == code && outcome.ResultType == type, outcome.ToString());
        Assert.Equal("5" + code[1..], outcome.FinalCode);
        Assert.Equal(code[0] == '4', outcome.IsTransient);
        Assert.Equal(DeliverySecurity.None, outcome.Security);
        Assert.Contains(words, outcome.Reason, StringComparison.Ordinal);
    }

    /// <summary>The server took nothing, and was told nothing about any mail.</summary>
    public static void AssertSawNoMail(LabMailServer server)
    {
        Assert.Empty(server.Messages);
        Assert.All(server.Commands, command => Assert.Matches("^(EHLO|HELO|STARTTLS|RSET|QUIT)", command));
    }

    public async ValueTask DisposeAsync()
    {
        if (_sender is not null)
        {
            await _sender.DisposeAsync();
        }

        await Net.DisposeAsync();
        await _overheard.DisposeAsync();
    }

    private void Overhear(ReadOnlyMemory<byte> octets)
    {
        lock (_lock)
        {
            _overheard.Write(octets.Span);
        }
    }
}

using DaneCore.Fuzz.Mail;
using DaneCore.Smtp;

namespace DaneCore.Fuzz.Targets;

/// <summary>
/// The whole sender against servers that say anything at all, in clear and inside TLS: from the greeting to the reply to the message, and on over
/// connections that were kept. Two octets choose the scenario, the rest is the servers' script. What is promised is in <see cref="DeliveryOracle"/>.
/// </summary>
internal sealed class MailDeliveryTarget : IFuzzTarget
{
    private const int ScenarioLength = 2;

    public string Name => "MailDelivery";

    public IReadOnlyList<string> Parts { get; } = ["Smtp.Delivery", "Smtp.Transaction", "Smtp.Session", "Smtp.SmtpSender"];

    public IReadOnlyList<string> Words { get; } =
    [
        "\0", "\0\x03", "\0\x04", "\r\n", "220 mx ESMTP\r\n\0", "250 ok\r\n\0", "250 ok\r\n", "354 go\r\n\0", "221 bye\r\n\0", "421 4.3.2 closing\r\n\0", "450 4.2.0 later\r\n\0",
        "550 5.1.1 no such user\r\n\0", "552 5.5.3 too many\r\n\0", "452 4.5.3 too many\r\n\0", "503 5.5.1 out of order\r\n\0", "250-mx\r\n250-STARTTLS\r\n250 PIPELINING\r\n\0",
        "250-mx\r\n250-CHUNKING\r\n250-BINARYMIME\r\n250 8BITMIME\r\n\0", "250-mx\r\n250-REQUIRETLS\r\n250 SMTPUTF8\r\n\0", "250-LIMITS MAILMAX=1 RCPTMAX=1\r\n", "250-SIZE 10\r\n",
        "250-DSN\r\n", "250-STARTTLS\r\n", "250-PIPELINING\r\n", "250-CHUNKING\r\n",
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        if (input.Length < ScenarioLength)
        {
            return;
        }

        MailScenario scenario = new(input[0], input[1]);
        (ScriptedHost host, IReadOnlyList<(MailItem, DeliveryReport)> sent) = Play(scenario, scenario.Mail, input[ScenarioLength..]);
        using (host)
        {
            DeliveryOracle.Judge(scenario, host, sent);
        }
    }

    /// <summary>Sends mail to servers that follow this script.</summary>
    public static (ScriptedHost Host, IReadOnlyList<(MailItem Item, DeliveryReport Report)> Sent) Play(
        MailScenario scenario, IReadOnlyList<MailItem> mail, ReadOnlySpan<byte> script)
    {
        ScriptedHost host = new(scenario, new MailScript(script));
        SmtpSender sender = new(MailWorld.Instance, new SmtpOptions
        {
            HeloName = "client.lab",
            Port = scenario.IsLmtp ? 24 : 25,
            UsesLmtp = scenario.IsLmtp,
            MaxRecipients = scenario.Batch,
            RequireTls = scenario.DemandsTls,
            AuditsOnly = scenario.AuditsOnly,
            IdleTime = scenario.SendsTwo ? TimeSpan.FromMinutes(5) : TimeSpan.Zero,
            Connect = host.ConnectAsync,
            Clock = host.Clock,
            Pick = _ => 0,
        });
        List<(MailItem, DeliveryReport)> sent = [];
        foreach (MailItem item in mail)
        {
            sent.Add((item, host.Finish(sender.SendAsync(item.Envelope, MessageSource.FromOctets(item.Octets), CancellationToken.None).AsTask())));
        }

        _ = host.Finish(LeaveAsync(sender));
        return (host, sent);
    }

    private static async Task<bool> LeaveAsync(SmtpSender sender)
    {
        await sender.DisposeAsync().ConfigureAwait(false);
        return true;
    }
}

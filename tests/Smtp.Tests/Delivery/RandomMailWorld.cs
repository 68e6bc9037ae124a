using DaneCore.Lab.Mail;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp.Tests.Checking;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests.Delivery;

/// <summary>
/// Three domains behind three hosts of two addresses each, everything about them thrown by dice: records, certificates, faults, extensions,
/// limits, and now and then any reply to any command. The same for the same seed.
/// </summary>
internal sealed class RandomMailWorld : IAsyncDisposable
{
    private const int Hosts = 3;

    private static readonly string[] Domains = ["d0.lab", "d1.lab", "d2.lab"];

    private static readonly LabMailFault[] Faults =
    [
        LabMailFault.RefusesConnection, LabMailFault.ClosesAtConnect, LabMailFault.OffersNoStartTls, LabMailFault.RefusesStartTls, LabMailFault.InjectsAfterStartTls,
        LabMailFault.SpeaksGarbageTls, LabMailFault.ClosesInHandshake, LabMailFault.ClosesAfterTls, LabMailFault.ClosesAtEhlo, LabMailFault.ClosesAtStartTls,
    ];

    // Null is the usual reply.
    private static readonly string?[] Replies =
    [
        null, null, null, null, null, null, null, null, "421 4.3.2 bye\r\n", "450 4.2.1 later\r\n", "452 4.5.3 too many\r\n", "452 too many\r\n", "552 too many\r\n",
        "550 5.1.1 no\r\n", LabMailBehaviour.Closes, "xyz\r\n",
    ];

    private readonly Dice _dice;
    private readonly DeliveryBench _bench = new();
    private readonly List<LabMailServer> _servers = [];
    private int _mails;

    public RandomMailWorld(int seed)
    {
        _dice = new Dice(seed);
        for (int host = 0; host < Hosts; host++)
        {
            AddHost(host);
        }

        foreach (string domain in Domains)
        {
            foreach (int host in Enumerable.Range(0, Hosts).Where(host => host == 0 || Happens(2)))
            {
                _bench.Dns.Secure($"{domain}. MX {10 * _dice.Next(1, 3)} h{host}.lab.");
            }
        }

        bool audits = Happens(4);
        _bench.Options = _bench.Options with
        {
            IdleTime = Happens(2) ? TimeSpan.Zero : TimeSpan.FromMinutes(1),
            MaxRecipients = Happens(3) ? 2 : 100,
            AuditsOnly = audits,
            RequireTls = !audits && Happens(4),
        };
    }

    /// <summary>Sends a mail to recipients that no other mail has; the bench listens for anything in clear.</summary>
    public async Task<IReadOnlyList<RecipientOutcome>> SendAsync()
    {
        int mail = _mails++;
        string[] to = [.. Enumerable.Range(0, _dice.Next(1, 8)).Select(i => $"m{mail}r{i}@{Domains[_dice.Next(Domains.Length)]}")];
        int wish = _dice.Next(5);
        DeliveryReport report = await _bench.SendAsync(new Envelope(Happens(5) ? "" : "a@client.lab", to) with
        {
            TlsIsOptional = wish == 0,
            RequiresTls = wish == 1,
        });
        Assert.Equal(to, report.Recipients.Select(outcome => outcome.Recipient.ToString()));
        return report.Recipients;
    }

    /// <summary>Takes leave of all servers.</summary>
    public ValueTask LeaveAsync() => _bench.Sender.DisposeAsync();

    /// <summary>How many copies for this recipient the servers took, all together.</summary>
    public int CopiesFor(EnvelopeRecipient recipient) => _servers.Sum(server =>
        server.Messages.Sum(message => message.Recipients.Count(line => line.Contains($"<{recipient}>", StringComparison.Ordinal))));

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    private void AddHost(int host)
    {
        _bench.Dns.Secure($"h{host}.lab. A 192.0.2.{host + 1}");
        if (Happens(3))
        {
            _bench.Dns.Secure($"h{host}.lab. A 192.0.2.{host + 11}");
        }

        switch (_dice.Next(5))
        {
            case 0:
                break;
            case 1:
                _bench.Dns.Secure($"_25._tcp.h{host}.lab. TLSA {CheckBench.Leaf.Tlsa(1)}");
                break;
            case 2:
                _bench.Dns.Bogus($"_25._tcp.h{host}.lab", RecordType.TLSA);
                break;
            default:
                _bench.Dns.Secure($"_25._tcp.h{host}.lab. TLSA {CheckBench.Leaf.Tlsa()}");
                break;
        }

        string[] keywords = Keywords();
        LabMailFault fault = Happens(6) ? Faults[_dice.Next(Faults.Length)] : LabMailFault.None;
        foreach (int address in (ReadOnlySpan<int>)[host + 1, host + 11])
        {
            _servers.Add(_bench.Serve($"192.0.2.{address}", new LabMailBehaviour
            {
                HostName = $"h{host}.lab",
                Chain = Happens(5) ? [CheckBench.Other] : [CheckBench.Leaf, CheckBench.Root],
                Fault = fault,
                Keywords = keywords,
                Answer = Moods(new Dice(_dice.Next(int.MaxValue))),
            }));
        }
    }

    private string[] Keywords()
    {
        string limits = "LIMITS" + (Happens(2) ? $" RCPTMAX={_dice.Next(1, 3)}" : "") + (Happens(2) ? $" MAILMAX={_dice.Next(1, 3)}" : "");
        (string Keyword, int Odds)[] offers = [("8BITMIME", 1), ("PIPELINING", 2), ("CHUNKING", 3), ("REQUIRETLS", 3), (limits, 3)];
        return [.. offers.Where(offer => Happens(offer.Odds)).Select(offer => offer.Keyword)];
    }

    // Any reply to any command of a transaction, more or less often.
    private static Func<string, string?> Moods(Dice dice)
    {
        Lock oneAtATime = new();
        int odds = dice.Next(1, 6);
        return line =>
        {
            if (line is "CONNECT" or "STARTTLS" or "QUIT" || line.StartsWith("EHLO", StringComparison.Ordinal) || line.StartsWith("HELO", StringComparison.Ordinal))
            {
                return null;
            }

            lock (oneAtATime)
            {
                return dice.Next(odds) == 0 ? Replies[dice.Next(Replies.Length)] : null;
            }
        };
    }

    private bool Happens(int odds) => _dice.Next(odds) == 0;
}

using System.Net;
using System.Net.Security;
using DaneCore.Dane;
using DaneCore.Resolver;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp;

namespace DaneCore.Architecture.Tests;

/// <summary>What README.md shows, compiled. <see cref="ReadmeTests"/> compares the two, line by line.</summary>
internal static class ReadmeSnippets
{
    public static async Task Show(Stream stream, CancellationToken stop)
    {
        // README begins
        // 1. A lookup, validated here; the server is not trusted.
        await using var resolver = new StubResolver(new ResolverOptions { Servers = [IPEndPoint.Parse("192.0.2.53:53")] });
        Answer answer = await resolver.LookupAsync(DomainName.Parse("example.com"), RecordType.A, stop);
        Console.WriteLine(answer.IsUsable ? $"{answer.Security}: {string.Join(", ", answer.Records)}" : $"refused: {answer.Why}");

        // 2. TLSA records against a chain, both given: no network.
        var verifier = new DaneVerifier(UsageProfile.Smtp);
        var names = new ReferenceNames(DomainName.Parse("mx.example.com"));
        var pinned = TlsaRecordSet.FromTrustedInput(TlsaRecord.Parse(await File.ReadAllTextAsync("tlsa.txt", stop)));
        DaneOutcome outcome = verifier.Verify(pinned, PeerChain.FromPem(await File.ReadAllTextAsync("chain.pem", stop)), names);
        Console.WriteLine($"{outcome.Status}: {outcome.Reason}");

        // 3. The same judgement inside SslStream, by records that were looked up. A failed lookup delays; it never falls back.
        if (await resolver.FindTlsaAsync(DomainName.Parse("mx.example.com"), 25, UsageProfile.Smtp, stop) is TlsaLookupResult.Usable found)
        {
            var handshake = new DaneHandshake(verifier, found.Records, new ReferenceNames(found.BaseDomain));
            await using var tls = new SslStream(stream);
            await tls.AuthenticateAsClientAsync(handshake.Options, stop);
            Console.WriteLine(handshake.Outcome.Reason);
        }

        // 4. Everything a mail sender would do for a domain, short of sending.
        var check = new DomainCheck(resolver, new SmtpOptions { HeloName = "client.example.org" });
        DomainReport report = await check.CheckAsync(DomainName.Parse("example.com"), stop);
        Console.WriteLine($"{report.Verdict}: {report.Reason}");

        // 5. Mail, delivered once, now, under RFC 7672. What failed says whether another try makes sense.
        await using var sender = new SmtpSender(resolver, new SmtpOptions { HeloName = "client.example.org" });
        await using FileStream message = File.OpenRead("message.eml");
        DeliveryReport delivery = await sender.SendAsync(new Envelope("a@example.org", "b@example.com"), message, stop);
        foreach (RecipientOutcome to in delivery.Recipients)
        {
            Console.WriteLine($"{to.Recipient}: {(to.IsDelivered ? "delivered" : "kept")} {to.Code} {to.Reason}");
        }
        // README ends
    }
}

using DaneCore.Smtp.Tests.Checking;
using Microsoft.Extensions.Time.Testing;

namespace DaneCore.Smtp.Tests.Delivery;

/// <summary>What a delivery offers in its handshake, seen on the wire.</summary>
public sealed class OfferedSuitesTests
{
    // TLS_RSA_WITH_AES_256_GCM_SHA384 and TLS_RSA_WITH_AES_128_GCM_SHA256, next to one another.
    private static readonly byte[] Older = [0x00, 0x9D, 0x00, 0x9C];

    // Where a server has to be authenticated the option decides; where nobody is, the choice is between them and no encryption.
    [Theory]
    [InlineData("usable", false, false)]
    [InlineData("usable", true, true)]
    [InlineData("unusable", false, true)]
    [InlineData("none", false, true)]
    public async Task Suites_ForServersOfThePast_AreOfferedWhereTheOptionsSay(string records, bool option, bool isOffered)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "suites can be chosen on Linux alone");
        await using DeliveryBench bench = new();
        bench.Dns.Secure("example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1");
        if (records != "none")
        {
            bench.Dns.Secure("_25._tcp.mx.lab. TLSA " + CheckBench.Leaf.Tlsa(records == "usable" ? 3 : 1));
        }

        bench.Serve("192.0.2.1", DeliveryBench.Sound);
        using MemoryStream said = new();
        await using SmtpSender sender = new(bench.Dns, new SmtpOptions
        {
            HeloName = "client.lab",
            OffersOlderSuites = option,
            Clock = new FakeTimeProvider(CheckBench.Now),
            Connect = async (endPoint, stop) => new TappedStream(await bench.Net.ConnectAsync(endPoint, stop), octets => said.Write(octets.Span)),
        });

        DeliveryReport report = await sender.SendAsync(
            new Envelope("a@client.lab", "b@example.lab"), MessageSource.FromOctets(DeliveryBench.Message), DeliveryBench.Stop);

        Assert.True(report.IsDelivered);
        Assert.Equal(isOffered, said.ToArray().AsSpan().IndexOf(Older) >= 0);
    }
}

using DaneCore.Dane;
using DaneCore.Lab.Mail;
using DaneCore.Lab.Scenarios;
using DaneCore.Smtp.Tests.Checking;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests.Delivery;

/// <summary>Whose records count where aliases stand on the way, as mail notices it.</summary>
public sealed class RecordPlaceTests
{
    [Theory]
    [InlineData("mx.lab", null)]
    [InlineData("tlsa.provider.lab", "4.7.325")]
    [MailRule(19, RuleSide.Holds)]
    [MailRule(19, RuleSide.Broken)]
    public async Task Alias_AtTheTlsaName_ChangesNoNameOfTheServer(string named, string? code)
    {
        LabCertificate leaf = LabCertificates.Leaf(named, CheckBench.From, CheckBench.To, CheckBench.Root);
        await using DeliveryBench bench = new();
        bench.Dns.Secure(
            "example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1", "_25._tcp.mx.lab. CNAME tlsa.provider.lab.", "tlsa.provider.lab. TLSA " + CheckBench.Root.Tlsa(2));
        bench.Serve("192.0.2.1", DeliveryBench.Sound with { Chain = [leaf, CheckBench.Root] });

        RecipientOutcome outcome = await bench.SendAsync();

        if (code is null)
        {
            Assert.Equal(["mx.lab"], bench.At().ServerNames);
            DeliveryBench.AssertDelivered(outcome, DeliverySecurity.Authenticated);
        }
        else
        {
            DeliveryBench.AssertKept(outcome, code, ResultType.CertificateHostMismatch, "mx.lab");
            DeliveryBench.AssertSawNoMail(bench.At());
        }
    }

    [Fact]
    [MailRule(20, RuleSide.Holds)]
    public async Task Records_AtTheEndOfTheHostsAlias_Decide()
    {
        await using DeliveryBench bench = Aliased(CheckBench.Other);

        DeliveryBench.AssertDelivered(await bench.SendAsync(), DeliverySecurity.Authenticated);
        Assert.Equal(["real.lab"], bench.At().ServerNames);
    }

    [Fact]
    [MailRule(20, RuleSide.Broken)]
    public async Task Records_OfTheHostItself_AreNotAddedToThose()
    {
        await using DeliveryBench bench = Aliased(CheckBench.Leaf);

        DeliveryBench.AssertKept(await bench.SendAsync(), "4.7.323", ResultType.TlsaInvalid, "the record is not that of the server's certificate");
        DeliveryBench.AssertSawNoMail(bench.At());
    }

    private static DeliveryBench Aliased(LabCertificate leaf)
    {
        DeliveryBench bench = new();
        bench.Dns.Secure(
            "example.lab. MX 10 mx.lab.",
            "mx.lab. CNAME real.lab.",
            "real.lab. A 192.0.2.1",
            "_25._tcp.real.lab. TLSA " + CheckBench.Other.Tlsa(),
            "_25._tcp.mx.lab. TLSA " + CheckBench.Leaf.Tlsa());
        bench.Serve("192.0.2.1", DeliveryBench.Sound with { Chain = [leaf, CheckBench.Root] });
        return bench;
    }
}

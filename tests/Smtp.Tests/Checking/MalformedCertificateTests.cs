using System.Net;
using DaneCore.Dane;
using DaneCore.Lab.Mail;
using DaneCore.Resolver.Wire;
using DaneCore.Smtp.Checking;
using DaneCore.Smtp.Routing;
using DaneCore.Support;

namespace DaneCore.Smtp.Tests.Checking;

/// <summary>Whatever octets a mail server shows for certificates after STARTTLS: the outcome is a value with a reason, and nothing is thrown.</summary>
public sealed class MalformedCertificateTests
{
    private static readonly string Nobodys = "3 1 1 " + new string('0', 64);

    public static TheoryData<string> Kinds { get; } = [.. MalformedCertificates.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Server_WithMalformedCertificate_IsRefused(string kind)
    {
        DomainReport report = await CheckAsync(MalformedCertificates.Chain("mx.lab", kind, isAbove: false), Nobodys);

        AddressReport address = report.Hosts.Single().Addresses.Single();
        Assert.Equal(AddressResult.Failed, address.Result);
        Assert.False(string.IsNullOrWhiteSpace(address.Reason));
        Assert.All(address.Reason, character => Assert.InRange(character, ' ', '~'));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Server_WithMalformedCertificateAboveItsOwn_IsRefusedWithoutItsKeyAndByAnchor(string kind)
    {
        IReadOnlyList<LabCertificate> chain = MalformedCertificates.Chain("mx.lab", kind, isAbove: true);

        Assert.Equal(AddressResult.Failed, (await CheckAsync(chain, Nobodys)).Hosts.Single().Addresses.Single().Result);
        Assert.Equal(AddressResult.Failed, (await CheckAsync(chain, MalformedCertificates.Root.Tlsa(usage: 2))).Hosts.Single().Addresses.Single().Result);
    }

    [Fact]
    public async Task Server_WithTheSoundOnes_IsTaken()
    {
        IReadOnlyList<LabCertificate> chain = MalformedCertificates.Sound("mx.lab");
        Assert.Equal(AddressResult.Authenticated, (await CheckAsync(chain, chain[0].Tlsa())).Hosts.Single().Addresses.Single().Result);
        Assert.Equal(AddressResult.Authenticated, (await CheckAsync([.. chain, MalformedCertificates.Root], MalformedCertificates.Root.Tlsa(usage: 2))).Hosts.Single().Addresses.Single().Result);
    }

    // As a chain is fetched to make records of it: nobody is authenticated, and still nothing is thrown.
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Server_ThatNobodyAuthenticates_EndsInAValueToo(string kind)
    {
        await using CheckBench bench = new();
        bench.Serve("192.0.2.1", new LabMailBehaviour { HostName = "mx.lab", Chain = MalformedCertificates.Chain("mx.lab", kind, isAbove: false) });
        var host = DomainName.Parse("mx.lab");
        HostTarget target = new(new MailExchanger(host, 0), new TransportSecurity(TransportPolicy.Encrypt, new("encrypted at least", "RFC 7672 section 2.2")), new ReferenceNames(host));
        AddressProbe probe = new(new SmtpOptions { HeloName = "client.lab", Connect = bench.Net.ConnectAsync, Clock = bench.Clock }, new DaneVerifier(UsageProfile.Smtp, bench.Clock));

        AddressReport report = await probe.RunAsync(target, IPAddress.Parse("192.0.2.1"), CheckBench.Stop, CheckBench.Stop);

        Assert.Equal(report.Result == AddressResult.Encrypted, report.Chain is not null && report.TlsVersion is not null);
    }

    private static async Task<DomainReport> CheckAsync(IReadOnlyList<LabCertificate> chain, string record)
    {
        await using CheckBench bench = new();
        bench.Dns.Secure("example.lab. MX 10 mx.lab.", "mx.lab. A 192.0.2.1", "_25._tcp.mx.lab. TLSA " + record);
        bench.Serve("192.0.2.1", new LabMailBehaviour { HostName = "mx.lab", Chain = chain });
        return await bench.CheckAsync();
    }
}

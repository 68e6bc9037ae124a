using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Support;

namespace DaneCore.Dane.Tests;

/// <summary>Cancelled at each wait there is, before it and while it lasts.</summary>
public sealed class AwaitCancellationTests
{
    private const string Host = "mx.example.com";
    private const string Place = "_443._tcp." + Host;

    private static readonly TestCertificate SelfSigned = TestCertificate.Server(null);

    private static FakeResolver Dns => new FakeResolver().WithHost(Host, SecurityStatus.Secure)
        .WithTlsa(Place, SecurityStatus.Secure, SelfSigned.Record(CertificateUsage.DaneEe).ToString());

    [Theory]
    [InlineData(CancelMoment.Before)]
    [InlineData(CancelMoment.While)]
    public async Task TlsaLookup_CancelledAtAnyWait_Ends(CancelMoment moment)
    {
        (int cancelled, int ended) = await AwaitSweep.RunAsync(moment, async (hooks, stop) =>
        {
            HookedResolver resolver = new(Dns, hooks);
            TlsaLookupResult found = await resolver.FindTlsaAsync(DomainName.Parse(Host), 443, UsageProfile.Https, stop);
            Assert.IsType<TlsaLookupResult.Usable>(found);
        });

        // A, AAAA and TLSA; nothing else is waited for.
        Assert.InRange(cancelled, 2, 4);
        Assert.InRange(ended, 1, 2);
    }
}

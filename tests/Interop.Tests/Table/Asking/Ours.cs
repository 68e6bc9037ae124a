using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Interop.Tests.Table.Asking;

/// <summary>Our resolver, in this process, before the same forwarder as the others.</summary>
internal sealed class Ours(TableServers servers, TrustAnchorSet anchors)
{
    public async Task<Answer> AskAsync(string name, string type)
    {
        Assert.True(DomainName.TryParse(name, out DomainName? parsed, out _), name);
        Assert.True(RecordTypes.TryParse(type, out RecordType number), type);
        await using StubResolver resolver = new(new ResolverOptions { Servers = [servers.Forwarder], Anchors = anchors, Policy = new ValidationPolicy { PrivateZonesAreInsecure = false } });
        return await resolver.LookupAsync(parsed, number, TestContext.Current.CancellationToken);
    }
}

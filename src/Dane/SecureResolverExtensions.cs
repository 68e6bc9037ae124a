using DaneCore.Resolver;
using DaneCore.Resolver.Wire;

namespace DaneCore.Dane;

/// <summary>TLSA lookups on any resolver that validates.</summary>
public static class SecureResolverExtensions
{
    /// <summary>Finds the TLSA records of a host and port; see <see cref="TlsaLookup"/>.</summary>
    public static ValueTask<TlsaLookupResult> FindTlsaAsync(
        this ISecureResolver resolver, DomainName host, int port, UsageProfile profile, CancellationToken stop = default) =>
        new TlsaLookup(resolver, profile).FindAsync(host, port, stop);
}

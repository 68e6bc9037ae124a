using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver;

/// <summary>What DANE and mail ask of a resolver. Failures are values: only cancellation throws.</summary>
public interface ISecureResolver
{
    /// <summary>Looks a name up and judges the answer.</summary>
    ValueTask<Answer> LookupAsync(DomainName name, RecordType type, CancellationToken stop = default);
}

namespace DaneCore.Resolver.Tests.Transport;

/// <summary>What reached a <see cref="DohServer"/>.</summary>
internal sealed record DohRequest(
    string Protocol,
    string Method,
    string Host,
    string Path,
    string ContentType,
    string Accept,
    IReadOnlyList<string> Headers,
    byte[] Body,
    string Connection);

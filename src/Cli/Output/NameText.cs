using DaneCore.Resolver.Wire;

namespace DaneCore.Cli.Output;

/// <summary>Names of hosts and mail domains as people write them: without the final dot. Answers of DNS keep it.</summary>
internal static class NameText
{
    public static string Of(DomainName name) => name.IsRoot ? "." : name.ToString()[..^1];
}

using System.Diagnostics.CodeAnalysis;

namespace DaneCore.Dane.Rules;

/// <summary>A path from the server's certificate upwards with what it was looked for at a depth, or why there is none.</summary>
internal sealed record PathVerdict(IReadOnlyList<PeerCertificate>? Path, int Depth, PathFailure? Failure)
{
    [MemberNotNullWhen(true, nameof(Path))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsFound => Path is not null;
}

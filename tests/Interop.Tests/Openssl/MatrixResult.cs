namespace DaneCore.Interop.Tests.Openssl;

/// <summary>A case with both verdicts.</summary>
internal sealed record MatrixResult(MatrixCase Case, MatrixVerdict Ours, MatrixVerdict Theirs)
{
    public bool Agrees => Ours.Word == Theirs.Word;

    public override string ToString() => $"{Case.Name}: ours {Ours.Word} ({Ours.Said}), OpenSSL {Theirs.Word} ({Theirs.Said})";
}

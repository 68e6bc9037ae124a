namespace DaneCore.Cli.Output;

/// <summary>Why an answer is not secure: the code and name of RFC 8914, our sentence, the section that decides.</summary>
internal sealed record ExtendedErrorJson(int Code, string Name, string Text, string Rfc);

namespace DaneCore.Lab.Mail;

/// <summary>A message that a laboratory server took.</summary>
/// <param name="MailFrom">The argument of MAIL, as sent.</param>
/// <param name="Recipients">The arguments of the RCPT commands that were accepted, as sent.</param>
/// <param name="Content">The message: doubled dots undone, the final line taken off.</param>
/// <param name="OverTls">Whether it came inside TLS.</param>
public sealed record LabMessage(
    string MailFrom, IReadOnlyList<string> Recipients, ReadOnlyMemory<byte> Content, bool OverTls)
{
    /// <summary>Whether it came by BDAT.</summary>
    public bool ByChunks { get; init; }
}

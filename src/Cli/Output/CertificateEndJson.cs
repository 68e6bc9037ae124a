namespace DaneCore.Cli.Output;

/// <summary>The end of a server's certificate; <c>judged</c> is false where usage 3 does not mind it.</summary>
internal sealed record CertificateEndJson(string Host, string Address, string Subject, string NotAfter, double DaysLeft, bool Judged);

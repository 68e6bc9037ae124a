namespace DaneCore.Lab.Internet;

/// <summary>One domain of the sample internet: what it shows, and what a check of it must come to.</summary>
/// <param name="Name">The mail domain.</param>
/// <param name="Says">What it shows, in a sentence.</param>
/// <param name="ExpectedVerdict">The verdict in the words of the command line, <c>dane-ok</c> for instance.</param>
/// <param name="ExpectedCode">The enhanced status code a bounce would carry; null when mail flows.</param>
public sealed record SampleDomain(string Name, string Says, string ExpectedVerdict, string? ExpectedCode);

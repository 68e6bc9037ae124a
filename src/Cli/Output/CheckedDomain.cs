using DaneCore.Smtp;

namespace DaneCore.Cli.Output;

/// <summary>A domain that was checked, and how long that took.</summary>
internal sealed record CheckedDomain(DomainReport Report, TimeSpan Elapsed);

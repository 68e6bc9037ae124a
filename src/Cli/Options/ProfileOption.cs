using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using DaneCore.Dane;

namespace DaneCore.Cli.Options;

/// <summary><c>--profile</c>: whose reading of the rules for mail.</summary>
internal static class ProfileOption
{
    public static Option<UsageProfile> Create() => Reading.OneOr<UsageProfile>(
        "--profile", "rfc7672|exchange-online", "Judge as the RFC says, or as Microsoft's service documents", UsageProfile.Smtp, TryRead);

    private static bool TryRead(string text, [NotNullWhen(true)] out UsageProfile? profile, [NotNullWhen(false)] out string? why)
    {
        profile = text == UsageProfile.Smtp.Name ? UsageProfile.Smtp
            : text == UsageProfile.ExchangeOnline.Name ? UsageProfile.ExchangeOnline
            : null;
        why = profile is null ? $"'{text}' is no profile: write rfc7672 or exchange-online" : null;
        return profile is not null;
    }
}

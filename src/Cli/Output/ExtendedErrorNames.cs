using System.Globalization;
using DaneCore.Resolver.Wire;

namespace DaneCore.Cli.Output;

/// <summary>What the registry of RFC 8914 section 5.2 calls the extended errors.</summary>
internal static class ExtendedErrorNames
{
    private static readonly string[] Names =
    [
        "Other Error", "Unsupported DNSKEY Algorithm", "Unsupported DS Digest Type", "Stale Answer", "Forged Answer",
        "DNSSEC Indeterminate", "DNSSEC Bogus", "Signature Expired", "Signature Not Yet Valid", "DNSKEY Missing",
        "RRSIGs Missing", "No Zone Key Bit Set", "NSEC Missing", "Cached Error", "Not Ready", "Blocked", "Censored", "Filtered",
        "Prohibited", "Stale NXDOMAIN Answer", "Not Authoritative", "Not Supported", "No Reachable Authority", "Network Error",
        "Invalid Data", "Signature Expired before Valid", "Too Early", "Unsupported NSEC3 Iterations Value",
        "Unable to conform to policy", "Synthesized", "Invalid Query Type",
    ];

    public static string Of(ExtendedErrorCode code) =>
        (int)code < Names.Length ? Names[(int)code] : ((int)code).ToString(CultureInfo.InvariantCulture);
}

using System.Net;
using DaneCore.Smtp.Protocol;

namespace DaneCore.Smtp.Checking;

/// <summary>
/// Whether the addresses of a host are alike: senders take any of them, so that one with another certificate, or without TLS, makes mail wait or
/// go unprotected by chance.
/// </summary>
internal static class LikenessAdvice
{
    /// <summary>What to say of a host whose addresses differ.</summary>
    public static IEnumerable<string> For(HostReport host)
    {
        const int Digits = 16;
        string name = HostText.Of(host.Host);
        (string Key, string[] Addresses)[] keys =
        [
            .. host.Addresses.Where(address => address.Chain?.Leaf is { Fault: null })
                .GroupBy(address => address.Chain!.Leaf!.SubjectPublicKeySha256, address => address.Address, StringComparer.Ordinal)
                .Select(group => (group.Key, Texts(group)))
                .OrderBy(group => group.Item2[0], StringComparer.Ordinal),
        ];
        if (keys.Length > 1 && host.Addresses.Any(address => address.Result is not (AddressResult.Authenticated or AddressResult.NotTried)))
        {
            string shown = string.Join("; ", keys.Select(key => $"{string.Join(", ", key.Addresses)} with key {key.Key[..Digits]}..."));
            yield return $"The administrator of {name}: its addresses show different keys ({shown}). Install one certificate everywhere, or publish a record of each (RFC 7671 section 8).";
        }

        string[] bare = Texts(host.Addresses.Where(address => address.Result == AddressResult.Cleartext).Select(address => address.Address));
        string[] safe = Texts(host.Addresses.Where(address => address.Result == AddressResult.Encrypted).Select(address => address.Address));
        if (bare.Length > 0 && safe.Length > 0)
        {
            yield return $"The administrator of {name}: {string.Join(", ", safe)} does TLS and {string.Join(", ", bare)} does not, so that it is chance whether mail is encrypted; configure them alike.";
        }
    }

    private static string[] Texts(IEnumerable<IPAddress> addresses) =>
        [.. addresses.Select(address => address.ToString()).Order(StringComparer.Ordinal)];
}

using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace DaneCore.Interop.Tests.MailTable.Asking;

/// <summary>
/// <c>posttls-finger -l dane</c>. It stays with the first server that lets it connect, and only shows what Postfix's client would see there:
/// what that client would do follows from the policy it names (RFC 7672 section 2.2).
/// </summary>
internal sealed partial class PosttlsFinger(ResolverFile resolver, string configuration, string folder, int port)
{
    public const string Name = "posttls-finger";

    public async Task<MailVerdict> AskAsync(string domain)
    {
        (string program, IEnumerable<string> arguments) = resolver.Around(
            "posttls-finger", "-v", "-t", "10", "-T", "10", "-l", "dane", "-L", "summary,certmatch",
            "-o", "inet_protocols=all", "-o", "smtp_dns_support_level=dnssec", "-o", $"queue_directory={folder}", "-o", $"config_directory={configuration}",
            string.Create(CultureInfo.InvariantCulture, $"{domain}:{port}"));
        (_, string output, string errors) = await Tool.TryRunAsync(folder, program, arguments);
        return Of(output + errors);
    }

    /// <summary>What it printed, in a word.</summary>
    public static MailVerdict Of(string said)
    {
        Match session = Session().Match(said);
        IPAddress? server = session.Success ? IPAddress.Parse(session.Groups[1].Value) : null;

        // What it found out about the server it stayed with stands between the server before that and the connection.
        string before = server is null ? said : said[..session.Index];
        before = before[(before.LastIndexOf("Failed to establish session", StringComparison.Ordinal) + 1)..];
        bool unusable = before.Contains("no usable TLSA records found", StringComparison.Ordinal)
            || said.Contains("all TLSA records unusable", StringComparison.Ordinal);
        bool matching = !unusable && Found().IsMatch(before) && !before.Contains("no TLSA records found", StringComparison.Ordinal);
        bool ended = said.Contains("lost connection", StringComparison.Ordinal) || said.Contains("SMTP service not available", StringComparison.Ordinal);
        string last = said.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault(Tells) ?? "";
        string word = Established().Match(said) switch
        {
            { Success: true } seen when seen.Groups[1].Value == "Verified" => MailVerdict.Authenticated,
            { Success: true } seen when seen.Groups[1].Value == "Trusted" && matching => MailVerdict.HostAuthenticated,
            { Success: true } when matching => MailVerdict.Refused,
            { Success: true } => MailVerdict.Encrypted,
            _ when server is null || matching || unusable || ended => MailVerdict.Refused,
            _ when said.Contains("> STARTTLS", StringComparison.Ordinal) => MailVerdict.None,
            _ => MailVerdict.Cleartext,
        };
        return new MailVerdict(word, last, said) { Address = server };
    }

    private static bool Tells(string line) =>
        line.Contains("warning", StringComparison.Ordinal) || line.Contains("fail", StringComparison.OrdinalIgnoreCase) || line.Contains("not available", StringComparison.Ordinal);

    [GeneratedRegex(@"dns_query: _[^ ]+ \(TLSA\): OK")]
    private static partial Regex Found();

    [GeneratedRegex(@"Connected to [^\[]*\[([^\]]+)\]:")]
    private static partial Regex Session();

    [GeneratedRegex("(Verified|Trusted|Untrusted|Anonymous) TLS connection established to")]
    private static partial Regex Established();
}

using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace DaneCore.Interop.Tests.MailTable.Asking;

/// <summary>
/// Postfix itself as the sender, with <c>smtp_tls_security_level = dane</c>: one message with a recipient in every domain. What became of each stands in
/// its log.
/// </summary>
internal sealed partial class PostfixDelivery : IAsyncDisposable
{
    public const string Name = "Postfix";

    private readonly PostfixInstance _instance;

    private PostfixDelivery(PostfixInstance instance) => _instance = instance;

    public string Configuration => _instance.Configuration;

    public static async Task<PostfixDelivery> StartAsync(string folder, ResolverFile resolver, int port, IEnumerable<string> domains)
    {
        IPEndPoint listens = new(IPAddress.Loopback, Servers.FreePort());
        string routes = Path.Combine(folder, "routes");
        await File.WriteAllTextAsync(routes, string.Concat(domains.Select(domain => string.Create(CultureInfo.InvariantCulture, $"{domain} smtp:{domain}:{port}\n"))));
        return new PostfixDelivery(await PostfixInstance.StartAsync(
            folder,
            listens,
            $"""
            myhostname = sender.invalid
            inet_protocols = all
            transport_maps = texthash:{routes}
            smtp_tls_security_level = dane
            smtp_dns_support_level = dnssec
            smtp_host_lookup = dns
            smtp_tls_loglevel = 1
            smtp_connection_cache_on_demand = no
            smtp_connect_timeout = 10s
            smtp_helo_timeout = 10s
            smtp_starttls_timeout = 10s
            append_dot_mydomain = no
            in_flow_delay = 0
            queue_run_delay = 1h
            minimal_backoff_time = 1h
            default_process_limit = 8
            """,
            $"{listens} inet n - n - - smtpd\nsmtp unix - - n - - smtp\n",
            resolver));
    }

    /// <summary>What became of mail for each of these domains.</summary>
    public async Task<IReadOnlyDictionary<string, MailVerdict>> SendAsync(IReadOnlyCollection<string> domains)
    {
        await Tool.RunAsync(
            _instance.Folder,
            "sh",
            ["-c", "printf 'Subject: side by side\\n\\nhello\\n' | sendmail -C \"$0\" -f '<>' \"$@\"", _instance.Configuration, .. domains.Select(domain => $"any@{domain}")]);
        string said = await _instance.Running.SaidAsync(said => domains.All(domain => said.Contains($" to=<any@{domain}>", StringComparison.Ordinal)));
        return Of(said);
    }

    public ValueTask DisposeAsync() => _instance.DisposeAsync();

    /// <summary>The log, in a word for each domain.</summary>
    public static IReadOnlyDictionary<string, MailVerdict> Of(string log)
    {
        Dictionary<string, MailVerdict> verdicts = [];

        // One process of the client serves one recipient at a time: what it said since the last one belongs to this one.
        Dictionary<string, List<string>> open = [];
        foreach (string line in log.Split('\n'))
        {
            if (Client().Match(line) is not { Success: true } client)
            {
                continue;
            }

            if (!open.TryGetValue(client.Groups[1].Value, out List<string>? lines))
            {
                open[client.Groups[1].Value] = lines = [];
            }

            lines.Add(line);
            if (Outcome().Match(line) is { Success: true } outcome)
            {
                verdicts[outcome.Groups["domain"].Value] = Of(outcome, lines);
                lines.Clear();
            }
        }

        return verdicts;
    }

    private static MailVerdict Of(Match outcome, List<string> lines)
    {
        string relay = outcome.Groups["relay"].Value;
        string said = string.Join('\n', lines);
        if (outcome.Groups["status"].Value != "sent")
        {
            return new MailVerdict(MailVerdict.Refused, $"{outcome.Groups["dsn"].Value} {outcome.Groups["why"].Value}", said);
        }

        string? trust = lines.Select(line => Established().Match(line)).LastOrDefault(match => match.Success && match.Groups["relay"].Value == relay)?.Groups["trust"].Value;
        string word = trust switch
        {
            "Verified" => MailVerdict.Authenticated,
            "Trusted" => MailVerdict.HostAuthenticated,
            null => MailVerdict.Cleartext,
            _ => MailVerdict.Encrypted,
        };
        return new MailVerdict(word, "", said);
    }

    [GeneratedRegex(@"postfix/(?:smtp|error)\[([0-9]+)\]: ")]
    private static partial Regex Client();

    [GeneratedRegex(@": to=<any@(?<domain>[^>]+)>, relay=(?<relay>[^,]+),.* dsn=(?<dsn>[^,]+), status=(?<status>[a-z]+) \((?<why>.*)\)")]
    private static partial Regex Outcome();

    [GeneratedRegex(@": (?<trust>[A-Z][a-z]+) TLS connection established to (?<relay>[^ ]+): ")]
    private static partial Regex Established();
}

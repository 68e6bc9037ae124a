using System.Globalization;
using System.Text.RegularExpressions;
using DaneCore.Interop.Tests.Delivery;

namespace DaneCore.Interop.Tests.MailTable.Asking;

/// <summary>
/// Exim as the sender, with <c>hosts_try_dane = *</c>; its TLS and its DANE are GnuTLS's. One message with a recipient in every domain. What became of each
/// stands in its log.
/// </summary>
internal sealed partial class EximDelivery
{
    public const string Name = "Exim";

    private const string User = "Debian-exim";

    private readonly string _folder;
    private readonly PrivateSystem _system;

    private EximDelivery(string folder, PrivateSystem system)
    {
        _folder = folder;
        _system = system;
    }

    public static async Task<EximDelivery> MakeAsync(string folder, ResolverFile resolver, int port)
    {
        PrivateSystem system = await PrivateSystem.MakeAsync(folder, User, "spool/exim4", "log/exim4");
        await system.GiveAsync("spool/exim4", User);
        await system.GiveAsync("log/exim4", User);
        File.Copy(resolver.Path, Path.Combine(system.Etc, "resolv.conf"), overwrite: true);
        string configuration = Path.Combine(Directory.CreateDirectory(Path.Combine(system.Etc, "exim4")).FullName, "exim4.conf");
        await File.WriteAllTextAsync(configuration, string.Create(CultureInfo.InvariantCulture, $"""
            primary_hostname = sender.invalid
            exim_path = {PrivateSystem.Program("exim4")}
            exim_user = {User}
            exim_group = {User}
            never_users =
            deliver_drop_privilege = true
            keep_environment =
            log_file_path = {folder}/var/log/exim4/%slog
            dns_dnssec_ok = 1
            remote_max_parallel = 8
            deliver_queue_load_max = 1000
            queue_only_load = 1000
            begin routers
            everybody:
              driver = dnslookup
              dnssec_request_domains = *
              self = send
              transport = out
            begin transports
            out:
              driver = smtp
              port = {port}
              allow_localhost
              hosts_try_dane = *
              tls_try_verify_hosts =
              tls_verify_hosts =
              connect_timeout = 10s
              command_timeout = 20s
              max_rcpt = 1
            begin retry
            * * F,1h,15m

            """));
        return new EximDelivery(folder, system);
    }

    /// <summary>Its version.</summary>
    public async Task<string> VersionAsync()
    {
        (string program, IEnumerable<string> arguments) = _system.Around(PrivateSystem.Program("exim4"), "-bV");
        return (await Tool.RunAsync(_folder, program, arguments)).Split(' ')[2];
    }

    /// <summary>What became of mail for each of these domains.</summary>
    public async Task<IReadOnlyDictionary<string, MailVerdict>> SendAsync(IReadOnlyCollection<string> domains)
    {
        (string program, IEnumerable<string> arguments) = _system.Around(
            "sh",
            ["-c", "printf 'Subject: side by side\\n\\nhello\\n' | \"$0\" -odi -f '<>' \"$@\"", PrivateSystem.Program("exim4"), .. domains.Select(domain => $"any@{domain}")]);
        await Tool.TryRunAsync(_folder, program, arguments);
        return Of(await File.ReadAllTextAsync(Path.Combine(_folder, "var", "log", "exim4", "mainlog")));
    }

    /// <summary>The log, in a word for each domain.</summary>
    public static IReadOnlyDictionary<string, MailVerdict> Of(string log)
    {
        Dictionary<string, MailVerdict> verdicts = [];
        foreach (Match line in Outcome().Matches(log))
        {
            string domain = line.Groups["domain"].Value;
            string said = string.Join('\n', log.Split('\n').Where(one => one.Contains($"any@{domain}>", StringComparison.Ordinal) || one.Contains($"any@{domain} ", StringComparison.Ordinal) || one.Contains($".{domain} ", StringComparison.Ordinal)));
            string what = line.Groups["what"].Value;
            verdicts[domain] = line.Groups["mark"].Value is not ("=>" or "->")
                ? new MailVerdict(MailVerdict.Refused, what, said)
                : new MailVerdict(
                    what.Contains(" CV=dane", StringComparison.Ordinal) ? MailVerdict.Authenticated
                    : what.Contains(" X=", StringComparison.Ordinal) ? MailVerdict.Encrypted
                    : MailVerdict.Cleartext,
                    "",
                    said);
        }

        return verdicts;
    }

    [GeneratedRegex(@" (?<mark>=>|->|==|\*\*) any@(?<domain>[^ >:]+)(?<what>[ :].*)")]
    private static partial Regex Outcome();
}

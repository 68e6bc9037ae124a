using System.Net;

namespace DaneCore.Interop.Tests.Delivery;

/// <summary>
/// OpenSMTPD with a Maildir for all recipients of all domains; its TLS is libtls over OpenSSL. That of Debian 12 itself (6.8.0p2) breaks off every handshake: it
/// keeps its keys in a process of their own, and OpenSSL 3 loses the way there ("missing private key" in its log). That of the backports does not.
/// </summary>
internal sealed class SmtpdStore : IMailStore
{
    /// <summary>What its domains are called by.</summary>
    public const string Name = "smtpd";

    private const string Owner = "mailstore";

    private readonly RunningServer _running;

    private SmtpdStore(RunningServer running, Maildir mail)
    {
        _running = running;
        Mail = mail;
    }

    /// <summary>Whether the one unpacked can do TLS; else it offers STARTTLS and breaks off.</summary>
    public static bool HasTls => !PrivateSystem.Packages.Any(package => package.StartsWith("opensmtpd_6.", StringComparison.Ordinal));

    public Maildir Mail { get; }

    public string Log => _running.Said;

    /// <summary>Starts it; per address the file with key and chain, or null for a server without TLS.</summary>
    public static async Task<SmtpdStore> StartAsync(string folder, int port, IReadOnlyDictionary<IPAddress, string?> chains)
    {
        PrivateSystem system = await PrivateSystem.MakeAsync(folder, Owner, "spool/smtpd", "lib/opensmtpd/empty");
        await Tool.RunAsync(folder, "chmod", "711", Path.Combine(folder, "var/spool/smtpd"));
        string listeners = "";

        // It does not start without a file of authorities, for servers it relays to and clients that show a certificate; here nobody does, so any will do.
        string clients = Path.Combine(Directory.CreateDirectory(Path.Combine(system.Etc, "ssl", "certs")).FullName, "ca-certificates.crt");
        await File.WriteAllTextAsync(clients, await File.ReadAllTextAsync(chains.Values.First(file => file is not null)!));
        foreach ((IPAddress address, string? file) in chains)
        {
            if (file is null)
            {
                listeners += $"listen on {address} port {port} hostname mx.test\n";
                continue;
            }

            listeners += $"""
                pki "{address}" cert "{file}"
                pki "{address}" key "{file}"
                listen on {address} port {port} tls pki "{address}" hostname mx.test

                """;
            await Tool.RunAsync(folder, "chmod", "600", file);
        }

        string configuration = Path.Combine(folder, "smtpd.conf");
        await File.WriteAllTextAsync(configuration, $$"""
            table refused { "refused@" }
            table store { "@" = "{{Owner}}" }
            smtp max-message-size 50M
            {{listeners}}
            action store maildir "{{system.Store}}/box" virtual <store>
            match from any for rcpt-to <refused> reject
            match from any for any action store

            """);
        (string program, IEnumerable<string> arguments) = system.Around(PrivateSystem.Program("smtpd"), "-d", "-f", configuration);
        return new SmtpdStore(await RunningServer.StartAsync(new IPEndPoint(chains.Keys.First(), port), folder, program, arguments), new Maildir(system.Store));
    }

    public ValueTask DisposeAsync() => _running.DisposeAsync();
}

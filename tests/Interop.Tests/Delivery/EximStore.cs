using System.Net;

namespace DaneCore.Interop.Tests.Delivery;

/// <summary>Exim with a Maildir for all recipients of all domains; its TLS is GnuTLS.</summary>
internal sealed class EximStore : IMailStore
{
    private const string User = "Debian-exim";

    private readonly RunningServer _running;
    private readonly string _logs;

    private EximStore(RunningServer running, Maildir mail, string logs)
    {
        _logs = logs;
        _running = running;
        Mail = mail;
    }

    public Maildir Mail { get; }

    public string Log => _running.Said + string.Concat(Directory.EnumerateFiles(_logs).Select(File.ReadAllText));

    /// <summary>Starts it; per address the file with key and chain, or null for a server without TLS; some do not offer CHUNKING.</summary>
    public static async Task<EximStore> StartAsync(string folder, int port, IReadOnlyDictionary<IPAddress, string?> chains, IReadOnlyList<IPAddress> withoutChunking)
    {
        PrivateSystem system = await PrivateSystem.MakeAsync(folder, User, "spool/exim4", "log/exim4");
        await system.GiveAsync("spool/exim4", User);
        await system.GiveAsync("log/exim4", User);
        string certificates = Directory.CreateDirectory(Path.Combine(folder, "certificates")).FullName;
        foreach ((IPAddress address, string? file) in chains)
        {
            if (file is not null)
            {
                File.Copy(file, Path.Combine(certificates, $"{address}.pem"));
            }
        }

        string own = Path.Combine(certificates, "$received_ip_address.pem");
        string offered = "${if exists{" + own + "}{*}{}}";
        string chunking = "${if inlist{$received_ip_address}{<; " + string.Join(" ; ", withoutChunking) + "}{}{*}}";
        string configuration = Path.Combine(Directory.CreateDirectory(Path.Combine(system.Etc, "exim4")).FullName, "exim4.conf");
        await File.WriteAllTextAsync(configuration, $$"""
            primary_hostname = mx.test
            exim_path = {{PrivateSystem.Program("exim4")}}
            exim_user = {{User}}
            exim_group = {{User}}
            never_users =
            deliver_drop_privilege = true
            keep_environment =
            local_interfaces = <; {{string.Join(" ; ", chains.Keys.Select(address => $"[{address}]:{port}"))}}
            daemon_smtp_ports = {{port}}
            log_file_path = {{folder}}/var/log/exim4/%slog
            tls_advertise_hosts = {{offered}}
            tls_certificate = {{own}}
            tls_privatekey = {{own}}
            accept_8bitmime = true
            smtputf8_advertise_hosts = *
            chunking_advertise_hosts = {{chunking}}
            dsn_advertise_hosts = *
            host_lookup =
            rfc1413_hosts =
            smtp_accept_max = 0
            smtp_load_reserve = 1000
            deliver_queue_load_max = 1000
            queue_only_load = 1000
            acl_smtp_rcpt = recipients
            begin acl
            recipients:
              deny local_parts = refused
                   message = 5.1.1 no such mailbox
              accept
            begin routers
            everybody:
              driver = accept
              transport = store
            begin transports
            store:
              driver = appendfile
              maildir_format
              directory = {{system.Store}}/box
              create_directory
              envelope_to_add
              return_path_add
            begin retry
            * * F,1h,15m

            """);
        (string program, IEnumerable<string> arguments) = system.Around(PrivateSystem.Program("exim4"), "-bdf", "-q1h");
        IPEndPoint first = new(chains.Keys.First(), port);
        return new EximStore(await RunningServer.StartAsync(first, folder, program, arguments), new Maildir(system.Store), Path.Combine(folder, "var/log/exim4"));
    }

    public ValueTask DisposeAsync() => _running.DisposeAsync();
}

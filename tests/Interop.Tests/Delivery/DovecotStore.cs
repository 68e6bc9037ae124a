using System.Net;

namespace DaneCore.Interop.Tests.Delivery;

/// <summary>Dovecot's LMTP server, with a Maildir for each user it knows: <c>one</c> and <c>two</c>.</summary>
internal sealed class DovecotStore : IMailStore
{
    private readonly RunningServer _running;

    private DovecotStore(RunningServer running, Maildir mail)
    {
        _running = running;
        Mail = mail;
    }

    public Maildir Mail { get; }

    public string Log => _running.Said;

    /// <summary>Starts it; the file holds key and chain.</summary>
    public static async Task<DovecotStore> StartAsync(string folder, int port, IPAddress address, string chain)
    {
        string store = Directory.CreateDirectory(Path.Combine(folder, "store")).FullName;
        await Tool.RunAsync(folder, "chown", "nobody", store);
        await Tool.RunAsync(folder, "chmod", "755", folder);
        string users = Path.Combine(folder, "users");
        await File.WriteAllTextAsync(users, $"one::65534:65534::{store}/one::\ntwo::65534:65534::{store}/two::\n");
        string configuration = Path.Combine(folder, "dovecot.conf");
        await File.WriteAllTextAsync(configuration, $$"""
            protocols = lmtp
            base_dir = {{folder}}/run
            state_dir = {{folder}}/run
            log_path = /dev/stderr
            ssl = yes
            ssl_cert = <{{chain}}
            ssl_key = <{{chain}}
            auth_username_format = %n
            first_valid_uid = 1
            first_valid_gid = 1
            mail_location = maildir:~/box
            userdb {
              driver = passwd-file
              args = {{users}}
            }
            passdb {
              driver = passwd-file
              args = {{users}}
            }
            service lmtp {
              inet_listener lmtp {
                address = {{address}}
                port = {{port}}
              }
            }

            """);
        return new DovecotStore(
            await RunningServer.StartAsync(new IPEndPoint(address, port), folder, "dovecot", "-F", "-c", configuration), new Maildir(store));
    }

    public ValueTask DisposeAsync() => _running.DisposeAsync();
}

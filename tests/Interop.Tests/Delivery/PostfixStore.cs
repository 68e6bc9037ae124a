using System.Net;

namespace DaneCore.Interop.Tests.Delivery;

/// <summary>Postfix with a Maildir for all recipients of all domains.</summary>
internal sealed class PostfixStore : IMailStore
{
    private readonly PostfixServers _servers;

    private PostfixStore(PostfixServers servers, Maildir mail)
    {
        _servers = servers;
        Mail = mail;
    }

    public Maildir Mail { get; }

    public string Log => _servers.Log;

    /// <summary>Starts it; per address the file with key and chain, or null for a server without TLS; and more lines of master.cf.</summary>
    public static async Task<PostfixStore> StartAsync(string folder, int port, IReadOnlyDictionary<IPAddress, string?> chains, IReadOnlyDictionary<IPAddress, string> options)
    {
        string store = Directory.CreateDirectory(Path.Combine(folder, "store")).FullName;
        string refused = Path.Combine(folder, "refused");
        await File.WriteAllTextAsync(refused, "/^refused@/ 550 5.1.1 no such mailbox\n");
        await Tool.RunAsync(folder, "chown", "nobody", store);
        string main = $"""
            myhostname = mx.test
            inet_protocols = ipv4
            virtual_mailbox_domains = static:all
            virtual_mailbox_maps = static:box/
            virtual_mailbox_base = {store}
            virtual_uid_maps = static:65534
            virtual_gid_maps = static:65534
            virtual_mailbox_limit = 0
            message_size_limit = 50000000
            smtpd_relay_restrictions = reject_unauth_destination
            smtpd_recipient_restrictions = check_recipient_access regexp:{refused}, permit
            """;
        return new PostfixStore(await PostfixServers.StartAsync(folder, port, chains, main, "virtual unix - n n - - virtual\n", address => options.GetValueOrDefault(address, "")), new Maildir(store));
    }

    public ValueTask DisposeAsync() => _servers.DisposeAsync();
}

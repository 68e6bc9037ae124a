using DaneCore.Support;

namespace DaneCore.Interop.Tests.Delivery;

/// <summary>
/// A mount namespace for a server that is unpacked and not installed, because its package and Postfix's exclude one another: its own <c>/etc</c> with
/// the users it asks for, and its own <c>/var</c>. Nobody else sees them, and nothing is left of them.
/// </summary>
internal sealed class PrivateSystem
{
    private const string Script = """
        mount --bind "$0/etc" /etc && mount --bind "$0/var" /var && mount --bind "$1/usr/libexec" /usr/libexec || exit 1
        shift
        exec "$@"
        """;

    // What programs look up there, and nothing that is secret.
    private static readonly string[] Needed =
        ["ld.so.cache", "nsswitch.conf", "hosts", "services", "protocols", "ssl/openssl.cnf", "localtime", "mailname", "hostname", "resolv.conf"];

    // Name and number; the servers ask for users by name.
    private static readonly (string Name, int Number)[] Users = [("Debian-exim", 61001), ("opensmtpd", 61002), ("opensmtpq", 61003), ("mailstore", 61004)];

    private readonly string _folder;

    private PrivateSystem(string folder) => _folder = folder;

    /// <summary>Where <c>install.sh</c> unpacks servers.</summary>
    public static string Unpacked => Path.Combine(TestData.Repository, "artifacts", "interop", "servers");

    /// <summary>What it was unpacked from, by file name.</summary>
    public static IEnumerable<string> Packages =>
        Directory.Exists(Path.Combine(Unpacked, "packages")) ? Directory.EnumerateFiles(Path.Combine(Unpacked, "packages")).Select(file => Path.GetFileName(file)) : [];

    /// <summary>A folder for what is stored.</summary>
    public string Store => Path.Combine(_folder, "store");

    public string Etc => Path.Combine(_folder, "etc");

    /// <summary>The program of an unpacked server.</summary>
    public static string Program(string name) => Path.Combine(Unpacked, "usr", "sbin", name);

    /// <summary>Puts it together in a folder; the owner is who stores mail.</summary>
    public static async Task<PrivateSystem> MakeAsync(string folder, string owner, params IEnumerable<string> inVar)
    {
        PrivateSystem made = new(folder);
        Directory.CreateDirectory(made.Etc);
        foreach (string name in Needed.Where(name => Path.Exists(Path.Combine("/etc", name))))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(made.Etc, name))!);
            await Tool.RunAsync(folder, "cp", "-RLp", Path.Combine("/etc", name), Path.Combine(made.Etc, name));
        }

        await File.WriteAllTextAsync(Path.Combine(made.Etc, "passwd"), "root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/nonexistent:/usr/sbin/nologin\n"
            + string.Concat(Users.Select(user => $"{user.Name}:x:{user.Number}:{user.Number}::/nonexistent:/usr/sbin/nologin\n")));
        await File.WriteAllTextAsync(Path.Combine(made.Etc, "group"), "root:x:0:\nmail:x:8:\nnogroup:x:65534:\n"
            + string.Concat(Users.Select(user => $"{user.Name}:x:{user.Number}:\n")));
        foreach (string name in (string[])["run", "tmp", "spool", "log", "lib", .. inVar])
        {
            Directory.CreateDirectory(Path.Combine(folder, "var", name));
        }

        Directory.CreateDirectory(made.Store);
        await made.GiveAsync(made.Store, owner);
        await Tool.RunAsync(folder, "chmod", "755", folder);
        return made;
    }

    /// <summary>Gives a folder to one of its users; a relative one is in its /var.</summary>
    public Task GiveAsync(string folder, string user)
    {
        string number = Users.Single(one => one.Name == user).Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Tool.RunAsync(_folder, "chown", $"{number}:{number}", Path.Combine(_folder, "var", folder));
    }

    /// <summary>The command that runs a program in it.</summary>
    public (string Program, IEnumerable<string> Arguments) Around(string program, params IEnumerable<string> arguments) =>
        ("unshare", ["--mount", "sh", "-c", Script, _folder, Unpacked, program, .. arguments]);
}

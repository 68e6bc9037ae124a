using System.Globalization;

namespace DaneCore.Interop.Tests.Table.Making;

/// <summary>Keys and signatures by one tool, in a folder of the zone's own. Keys are made once; what is signed again is signed by the same.</summary>
internal abstract class ZoneSigner(string folder)
{
    protected string Folder { get; } = folder;

    public static ZoneSigner By(SigningTool tool, string folder) => tool switch
    {
        SigningTool.Bind => new BindSigner(folder),
        SigningTool.Ldns => new LdnsSigner(folder),
        SigningTool.Knot => new KnotSigner(folder),
        SigningTool.Lab => new LabSigner(folder),
        _ => new NoSigner(folder),
    };

    /// <summary>Makes the keys of the plan.</summary>
    public abstract Task MakeKeysAsync(ZonePlan plan);

    /// <summary>Signs this text of a zone file by the keys made.</summary>
    public abstract Task<SignedZone> SignAsync(ZonePlan plan, string text);

    /// <summary>What the parent should publish, by the zone's own tool.</summary>
    public abstract Task<Delegation> DelegateAsync(ZonePlan plan);

    protected async Task<string> WriteAsync(string name, string text)
    {
        string file = Path.Combine(Folder, name);
        await File.WriteAllTextAsync(file, text);
        return file;
    }

    protected static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>RSA keys need a length; 2048 bits are made in no time.</summary>
    protected static IEnumerable<string> Length(int algorithm) => algorithm <= 10 ? ["-b", "2048"] : [];
}

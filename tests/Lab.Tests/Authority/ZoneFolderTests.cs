using DaneCore.Lab.Authority;
using DaneCore.Lab.Signing;
using DaneCore.Resolver.Wire;

namespace DaneCore.Lab.Tests.Authority;

public sealed class ZoneFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("danecore-zones-");

    [Theory]
    [InlineData("nsec")]
    [InlineData("nsec3")]
    [InlineData("opt-out")]
    public void SaveAndLoad_SignedZones_AnswerTheSame(string denial)
    {
        ZoneSet saved = new ZoneTree()
            .Add(ZoneContent.Parse(".", ""), ExampleZone.Plan())
            .Add(ExampleZone.Content, ExampleZone.Plan(denial: ExampleZone.Scheme(denial)))
            .Sign();
        ZoneFolder.Save(_folder.FullName, saved);
        Assert.True(ZoneFolder.TryLoad(_folder.FullName, out ZoneSet? loaded, out string? why), why);
        foreach (string name in (string[])["x.w.example", "no.example", "a.z.w.example", "b.example", "x.old.example", "."])
        {
            foreach (RecordType type in (RecordType[])[RecordType.MX, RecordType.A, RecordType.DS, RecordType.DNSKEY, RecordType.ANY])
            {
                var question = new Question(DomainName.Parse(name), type);
                Assert.Equal(saved.Answer(question).ToWire(), loaded.Answer(question).ToWire());
            }
        }
    }

    [Fact]
    public void Load_FileWithoutSoa_SaysWhichFile()
    {
        Write("a.zone", "a.test. 60 IN A 192.0.2.1\n");
        Assert.Equal($"{Path.Combine(_folder.FullName, "a.zone")}: no SOA record says which zone this is", WhyNot());
    }

    [Fact]
    public void Load_FileThatIsNoZoneFile_SaysTheLine()
    {
        Write("a.zone", "a.test. 60 IN A 192.0.2.1\na.test. 60 IN A 192.0.2\n");
        Assert.StartsWith($"{Path.Combine(_folder.FullName, "a.zone")}: line 2: ", WhyNot(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_RecordOutsideTheZone_SaysWhich()
    {
        Write("a.zone", "test. 60 IN SOA ns. h. 1 2 3 4 5\nother. 60 IN A 192.0.2.1\n");
        Assert.EndsWith("other. is not in the zone test.", WhyNot(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OneZoneInTwoFiles_IsRefused()
    {
        Write("a.zone", "test. 60 IN SOA ns. h. 1 2 3 4 5\n");
        Write("b.zone", "test. 60 IN SOA ns. h. 1 2 3 4 5\n");
        Assert.EndsWith("b.zone: another file holds the zone test. as well", WhyNot(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FolderWithoutZones_IsRefused()
    {
        Write("readme.txt", "nothing");
        Assert.Equal($"{_folder.FullName}: there is no file *.zone in it", WhyNot());
    }

    [Fact]
    public void Load_NoFolder_IsRefused() =>
        Assert.False(ZoneFolder.TryLoad(Path.Combine(_folder.FullName, "absent"), out _, out string? _));

    public void Dispose() => _folder.Delete(recursive: true);

    private string? WhyNot()
    {
        Assert.False(ZoneFolder.TryLoad(_folder.FullName, out _, out string? why));
        return why;
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);
}

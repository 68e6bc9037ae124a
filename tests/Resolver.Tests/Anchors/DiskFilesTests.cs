using System.Runtime.Versioning;
using DaneCore.Resolver.Anchors;
using DaneCore.Resolver.Validation;
using static DaneCore.Resolver.Tests.Anchors.RollingRoot;

namespace DaneCore.Resolver.Tests.Anchors;

/// <summary>The state file on a real disk: what may pass for "not there yet", and what is left when a write breaks off.</summary>
public sealed class DiskFilesTests : IDisposable
{
    private readonly RollingRoot _root = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("danecore-anchors-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "anchors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("anchors")]
    [InlineData("no-such-folder/anchors")]
    public void File_ThatIsNotThere_IsAFreshStart(string name) =>
        Assert.Null(new DiskFiles().Read(System.IO.Path.Combine(_folder, name), 10));

    /// <summary>There, and not to be read: links in a circle. The system says "no such file" to whoever only asks whether it is there.</summary>
    [Fact]
    public void File_ThatCannotBeReached_IsOneComplaintAndStaysAsItIs()
    {
        File.CreateSymbolicLink(Path, Path);

        AssertRefused();

        Assert.Equal(Path, new FileInfo(Path).LinkTarget);
    }

    [Fact]
    public void File_ThatIsALinkToNothing_IsOneComplaintAndStaysAsItIs()
    {
        File.CreateSymbolicLink(Path, System.IO.Path.Combine(_folder, "not-mounted"));

        AssertRefused();

        Assert.NotNull(new FileInfo(Path).LinkTarget);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [UnsupportedOSPlatform("windows")]
    public async Task File_ThatThisUserMayNotRead_IsOneComplaintAndStaysAsItIs(bool folder)
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "the superuser may read everything");
        string barred = folder ? _folder : Path;
        await WriteAsync();
        File.SetUnixFileMode(barred, UnixFileMode.None);
        try
        {
            AssertRefused();
        }
        finally
        {
            File.SetUnixFileMode(barred, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Assert.StartsWith("; danecore-anchors 1", await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    /// <summary>A process that was killed in the middle of writing left half a file beside; nobody reads it, and the next one writes it anew.</summary>
    [Fact]
    public async Task FileBeside_LeftHalfByAKilledProcess_IsInNobodysWay()
    {
        await WriteAsync();
        byte[] whole = await File.ReadAllBytesAsync(Path, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(Path + ".new", whole[..(whole.Length / 2)], TestContext.Current.CancellationToken);

        Assert.True(TryOpen(out AnchorTracker? tracker, out string? why), why);
        Assert.Null(Assert.Single(await tracker!.RefreshAsync(_root.Source, TimeSpan.FromSeconds(15), true, TestContext.Current.CancellationToken)).NotKept);
        tracker.Dispose();

        Assert.Equal(["anchors", "anchors.lock"], Directory.EnumerateFiles(_folder).Select(System.IO.Path.GetFileName).Order());
    }

    [Fact]
    public async Task Disk_ThatIsFull_LeavesTheOldStateAndIsSaid()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no /dev/full here, so no full disk to write to");
        await WriteAsync();
        byte[] old = await File.ReadAllBytesAsync(Path, TestContext.Current.CancellationToken);
        AnchorStore store = new(Path, new FullDisk());

        Assert.False(store.TryUpdate(zones => zones!, out string? notKept));

        Assert.Contains("cannot be written: No space left on device", notKept, StringComparison.Ordinal);
        Assert.Equal(old, await File.ReadAllBytesAsync(Path, TestContext.Current.CancellationToken));
    }

    /// <summary>Somebody else, who may write into the folder, made a link of the name beside: what it leads to stays as it is.</summary>
    [Fact]
    public async Task FileBeside_ThatIsALink_IsNotFollowed()
    {
        string victim = System.IO.Path.Combine(_folder, "victim");
        await File.WriteAllTextAsync(victim, "precious", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(Path + ".new", victim);

        await WriteAsync();

        Assert.Equal("precious", await File.ReadAllTextAsync(victim, TestContext.Current.CancellationToken));
        Assert.Null(new FileInfo(Path).LinkTarget);
        Assert.StartsWith("; danecore-anchors 1", await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    /// <summary>Or left a file there that everybody may write: it does not become the state.</summary>
    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task FileBeside_ThatOthersMayWrite_DoesNotBecomeTheState()
    {
        const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
        await File.WriteAllTextAsync(Path + ".new", "", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(Path + ".new", UnixFileMode.UserRead | UnixFileMode.UserWrite | OthersWrite);

        await WriteAsync();

        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path) & OthersWrite);
    }

    private async Task WriteAsync()
    {
        Assert.True(TryOpen(out AnchorTracker? tracker, out string? why), why);
        Assert.Null(Assert.Single(await tracker!.RefreshAsync(_root.Source, TimeSpan.FromSeconds(15), true, TestContext.Current.CancellationToken)).NotKept);
        tracker.Dispose();
    }

    /// <summary>When the state is opened, and for a process that had it open before.</summary>
    private void AssertRefused()
    {
        Assert.False(TryOpen(out _, out string? why));
        Assert.StartsWith($"{Path} cannot be read: ", why, StringComparison.Ordinal);
        Assert.EndsWith("; let this user read it, or name another file", why, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', why!);
        using AnchorTracker running = _root.Open(new MemoryFiles(), Old);
        AnchorStore store = new(Path, new DiskFiles());
        Assert.False(store.TryUpdate(_ => running.Zones, out string? notKept));
        Assert.Contains(Path, notKept, StringComparison.Ordinal);
    }

    private bool TryOpen(out AnchorTracker? tracker, out string? why) =>
        AnchorTracker.TryOpen(Path, Trusting(Old), new ValidationPolicy(), _root.Clock, out tracker, out why);

    /// <summary>The disk, but what is written meets one that is full.</summary>
    private sealed class FullDisk : IStateFiles
    {
        private readonly DiskFiles _disk = new();

        public byte[]? Read(string path, int most) => _disk.Read(path, most);

        public void WriteThrough(string path, ReadOnlySpan<byte> octets) => DiskFiles.Write("/dev/full", FileMode.Open, octets);

        public void Replace(string from, string to) => _disk.Replace(from, to);

        public IDisposable Lock(string path) => _disk.Lock(path);
    }
}

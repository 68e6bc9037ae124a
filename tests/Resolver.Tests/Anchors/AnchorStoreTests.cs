using System.Text;
using DaneCore.Resolver.Anchors;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Support;
using Microsoft.Extensions.Time.Testing;
using static DaneCore.Resolver.Tests.Anchors.RollingRoot;
using KeyRole = DaneCore.Lab.Signing.KeyRole;
using ZoneKey = DaneCore.Lab.Signing.ZoneKey;

namespace DaneCore.Resolver.Tests.Anchors;

/// <summary>The file of followed anchors: what is read of it, and what is left of it when something breaks.</summary>
public sealed class AnchorStoreTests
{
    private readonly RollingRoot _root = new();
    private readonly MemoryFiles _files = new();

    [Fact]
    public async Task State_WrittenAndRead_IsTheSame()
    {
        await KeepAllStatesAsync();
        string text = Encoding.UTF8.GetString(_files.All["anchors"]);

        Assert.True(AnchorStateText.TryRead(text, out IReadOnlyList<TrackedZone>? zones, out string? why), why);
        Assert.Equal(text, AnchorStateText.Write(zones));
        Assert.Equal([AnchorState.Revoked, AnchorState.Valid, AnchorState.AddPend], Assert.Single(zones).Keys.Select(key => key.State));
    }

    /// <summary>Whoever reads the file as a zone file gets what is trusted, and nothing that is not.</summary>
    [Fact]
    public async Task State_ReadAsAnchorFile_HoldsTheTrustedKeysAlone()
    {
        await KeepAllStatesAsync();

        Assert.True(TrustAnchorSet.TryParse(Encoding.UTF8.GetString(_files.All["anchors"]), out TrustAnchorSet? anchors, out string? why), why);
        Assert.Equal(New.Record, Assert.Single(anchors.Anchors).Data);
    }

    [Fact]
    public async Task File_WithOneOctetChangedAnywhere_IsRefused()
    {
        await KeepAllStatesAsync();
        byte[] sound = _files.All["anchors"];
        for (int i = 0; i < sound.Length; i++)
        {
            byte[] changed = [.. sound];
            changed[i] ^= 1;
            Assert.False(AnchorStateText.TryRead(Encoding.UTF8.GetString(changed), out _, out string? why), $"octet {i}");
            Assert.NotEmpty(why);
        }
    }

    [Fact]
    public async Task File_CutAnywhere_IsRefused()
    {
        await KeepAllStatesAsync();
        string sound = Encoding.UTF8.GetString(_files.All["anchors"]);

        Assert.All(Enumerable.Range(0, sound.Length), length => Assert.False(AnchorStateText.TryRead(sound[..length], out _, out _)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("; autotrust trust anchor file\n. 86400 IN DS 20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D\n")]
    [InlineData("\u0000\u0001\u0002")]
    public void File_OfAnotherKind_IsRefusedInOneLine(string text)
    {
        _files.Put("anchors", Encoding.UTF8.GetBytes(text));

        Assert.False(AnchorTracker.TryOpen(new AnchorStore("anchors", _files), Trusting(Old), new ValidationPolicy(), _root.Clock, out _, out string? why));
        Assert.StartsWith("anchors: it does not begin with '; danecore-anchors 1'", why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("state=Valid", "state=Start")]
    [InlineData("state=Valid", "state=99")]
    [InlineData("state=Valid", "state=AddPend")]
    [InlineData("state=Revoked", "state=Valid")]
    [InlineData("since=2025", "since=then")]
    [InlineData("; . 0 IN", ". 0 IN")]
    [InlineData(". 0 IN DNSKEY", "example. 0 IN DNSKEY")]
    [InlineData(" under=", " above=")]
    [InlineData("ttl=3600", "ttl=-1")]
    public async Task File_ThatMakesNoSense_IsRefusedAtItsLine(string was, string becomes)
    {
        await KeepAllStatesAsync();
        string text = Encoding.UTF8.GetString(_files.All["anchors"]);
        int at = text.IndexOf(was, text.IndexOf(";; zone", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.True(at > 0);
        string changed = Sealed(text[..at] + becomes + text[(at + was.Length)..]);

        Assert.False(AnchorStateText.TryRead(changed, out _, out string? why));
        Assert.StartsWith("line ", why, StringComparison.Ordinal);
    }

    /// <summary>Fails, or loses power, at every step of a change in turn: afterwards the old or the new state is there, whole.</summary>
    [Theory]
    [Requirement("4035-4.4-3")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Change_BrokenOffAtAnyStep_LeavesTheOldOrTheNewState(bool losesPower)
    {
        _root.Publish([Old], New);
        using (AnchorTracker first = _root.Open(_files, Old))
        {
            await _root.RefreshAsync(first);
        }

        byte[] old = _files.All["anchors"];
        _root.Clock.Advance(TimeSpan.FromDays(30));
        int broken = 0;
        byte[]? done = null;
        for (int step = 1; done is null; step++)
        {
            MemoryFiles files = new() { LosesPower = losesPower };
            files.Put("anchors", old);
            using AnchorTracker tracker = _root.Open(files, Old);
            files.Restart();
            files.FailsAt = step;

            AnchorRefresh refresh = Assert.Single(await tracker.RefreshAsync(_root.Source, TimeSpan.FromSeconds(15), true, TestContext.Current.CancellationToken));

            // What was learnt counts in this process, kept or not.
            Assert.Equal(AnchorState.Valid, StateOf(tracker, New));
            if (files.Steps < step)
            {
                Assert.Null(refresh.NotKept);
                done = files.All["anchors"];
                break;
            }

            broken++;
            Assert.Contains("no space left on device", refresh.NotKept, StringComparison.Ordinal);
            files.Restart();
            using AnchorTracker again = _root.Open(files, Old);
            Assert.True(files.All["anchors"].AsSpan().SequenceEqual(old) || StateOf(again, New) == AnchorState.Valid, $"step {step}");
            Assert.Equal(AnchorState.Valid, StateOf(again, Old));
        }

        Assert.Equal(7, broken);
    }

    /// <summary>More anchors of one zone than a file may hold: it is left as it was, for a file that cannot be read again is worse than none.</summary>
    [Fact]
    public async Task State_ThatCouldNotBeReadAgain_IsNotWritten()
    {
        using (AnchorTracker first = _root.Open(_files, Old))
        {
            await _root.RefreshAsync(first);
        }

        byte[] before = _files.All["anchors"];
        IEnumerable<TrustAnchor> many = Enumerable.Range(0, AnchorTransition.MostKeys)
            .Select(i => TrustAnchor.FromKey(DomainName.Root, ZoneKey.Create(DnssecAlgorithm.Ed25519, $"many {i}", KeyRole.KeySigning).Record));
        using AnchorTracker tracker = _root.Open(_files, new TrustAnchorSet([.. Trusting(Old).Anchors, .. many]));

        AnchorRefresh refresh = Assert.Single(await tracker.RefreshAsync(_root.Source, TimeSpan.FromSeconds(15), true, TestContext.Current.CancellationToken));

        Assert.StartsWith("anchors is left as it was: what is known now could not be read again: line ", refresh.NotKept, StringComparison.Ordinal);
        Assert.Equal(before, _files.All["anchors"]);
        Assert.Equal(AnchorState.Valid, StateOf(tracker, Old));
    }

    [Fact]
    public async Task Lock_HeldByAnotherProcess_LeavesTheFileAndGoesOn()
    {
        using AnchorTracker tracker = _root.Open(_files, Old);
        using IDisposable held = _files.Lock("anchors.lock");

        AnchorRefresh refresh = Assert.Single(await tracker.RefreshAsync(_root.Source, TimeSpan.FromSeconds(15), true, TestContext.Current.CancellationToken));

        Assert.Null(refresh.Why);
        Assert.Contains("used by another process", refresh.NotKept, StringComparison.Ordinal);
        Assert.False(_files.All.ContainsKey("anchors"));
        Assert.Equal(SecurityStatus.Secure, (await _root.LookupAsync(tracker)).Security);
    }

    /// <summary>Two processes on one file: what one learns, the other does not undo.</summary>
    [Fact]
    public async Task Tracker_WithOldKnowledge_TakesUpWhatTheFileHolds()
    {
        using AnchorTracker first = _root.Open(_files, Old, New);
        using AnchorTracker second = _root.Open(_files, Old, New);
        _root.Publish([Old.Revoked(), New]);
        await _root.RefreshAsync(first);
        _root.Publish([New]);
        _root.Clock.Advance(TimeSpan.FromDays(1));

        await _root.RefreshAsync(second);

        Assert.Equal(AnchorState.Revoked, StateOf(second, Old));
    }

    [Fact]
    public async Task File_KeptForOtherAnchors_IsRefused()
    {
        using AnchorTracker first = _root.Open(_files, Old);
        await _root.RefreshAsync(first);

        Assert.False(AnchorTracker.TryOpen(new AnchorStore("anchors", _files), Trusting(Evil), new ValidationPolicy(), _root.Clock, out _, out string? why));
        Assert.Equal("anchors knows none of the trust anchors given for .: it was kept for others; name another file", why);
    }

    [Fact]
    public async Task Anchor_ThatANewerProgramBrings_IsTrustedBesideTheKept()
    {
        using AnchorTracker first = _root.Open(_files, Old);
        await _root.RefreshAsync(first);

        using AnchorTracker second = _root.Open(_files, Old, New);

        Assert.Equal((AnchorState.Valid, AnchorState.Valid), (StateOf(second, Old), StateOf(second, New)));
    }

    [Fact]
    public async Task Clock_SetBack_IsNoReasonToTrustEarlierNorToWaitForEver()
    {
        using AnchorTracker tracker = _root.Open(_files, Old);
        _root.Publish([Old], New);
        await _root.RefreshAsync(tracker);
        FakeTimeProvider earlier = new(Start.AddDays(-100));
        Assert.True(AnchorTracker.TryOpen(new AnchorStore("anchors", _files), Trusting(Old), new ValidationPolicy(), earlier, out AnchorTracker? back, out string? why), why);

        Assert.True(back.IsDue);
        AnchorRefresh refresh = Assert.Single(await back.RefreshAsync(_root.Source, TimeSpan.FromSeconds(15), false, TestContext.Current.CancellationToken));

        Assert.Equal(ReasonKind.SignatureNotYetValid, refresh.Why?.Kind);
        Assert.Equal(AnchorState.AddPend, StateOf(back, New));
        Assert.False(back.IsDue);
        back.Dispose();
    }

    [Fact]
    public void File_ThatIsAFolder_IsRefused()
    {
        string folder = Directory.CreateTempSubdirectory("danecore-anchors-").FullName;
        try
        {
            Assert.False(AnchorTracker.TryOpen(folder, Trusting(Old), new ValidationPolicy(), _root.Clock, out _, out string? why));
            Assert.StartsWith($"{folder} cannot be read", why, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    [Fact]
    [Requirement("4035-4.4-3")]
    public async Task File_OnDisk_IsKeptAndReadBackAndLocked()
    {
        string folder = Directory.CreateTempSubdirectory("danecore-anchors-").FullName;
        try
        {
            string path = Path.Combine(folder, "anchors");
            Assert.True(AnchorTracker.TryOpen(path, Trusting(Old), new ValidationPolicy(), _root.Clock, out AnchorTracker? tracker, out string? why), why);
            await _root.RefreshAsync(tracker);
            Assert.Equal(["anchors", "anchors.lock"], Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order());
            using (new DiskFiles().Lock(path + ".lock"))
            {
                AnchorRefresh refresh = Assert.Single(await tracker.RefreshAsync(_root.Source, TimeSpan.FromSeconds(15), true, TestContext.Current.CancellationToken));
                Assert.Contains("cannot be written", refresh.NotKept, StringComparison.Ordinal);
            }

            Assert.True(AnchorTracker.TryOpen(path, Trusting(Old), new ValidationPolicy(), _root.Clock, out AnchorTracker? again, out why), why);
            Assert.Equal(Old.Record, Assert.Single(again.Current.Anchors).Data);
            tracker.Dispose();
            again.Dispose();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task KeepAllStatesAsync()
    {
        using AnchorTracker tracker = _root.Open(_files, Old, New);
        _root.Publish([Old], New);
        await _root.RefreshAsync(tracker);
        _root.Clock.Advance(TimeSpan.FromDays(1));
        _root.Publish([Old.Revoked(), New], Evil);
        await _root.RefreshAsync(tracker);
    }

    private static string Sealed(string text)
    {
        string body = text[..text.LastIndexOf(";; end ", StringComparison.Ordinal)];
        return $"{body};; end {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(body)))}\n";
    }
}

using DaneCore.Resolver.Anchors;

namespace DaneCore.Resolver.Tests.Anchors;

/// <summary>A disk in memory that can fail, or lose power, at the step of a given number. Steps: lock, read, write, flush, rename.</summary>
internal sealed class MemoryFiles : IStateFiles
{
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _held = new(StringComparer.Ordinal);
    private int _step;

    /// <summary>The step that fails; 0 for none.</summary>
    public int FailsAt { get; set; }

    /// <summary>True loses everything that was not flushed, as when the power goes.</summary>
    public bool LosesPower { get; set; }

    public int Steps => _step;

    public IReadOnlyDictionary<string, byte[]> All => _files;

    public void Restart()
    {
        _step = 0;
        FailsAt = 0;
        _held.Clear();
    }

    public byte[]? Read(string path, int most)
    {
        Step("read");
        return _files.GetValueOrDefault(path);
    }

    public void WriteThrough(string path, ReadOnlySpan<byte> octets)
    {
        byte[] whole = octets.ToArray();

        // Half of it is there when the disk is full; less when the power goes before the flush.
        _files[path] = [];
        Step("open");
        _files[path] = whole[..(whole.Length / 2)];
        Step("write");
        _files[path] = LosesPower && FailsAt == _step + 1 ? [] : whole;
        Step("flush");
    }

    public void Replace(string from, string to)
    {
        Step("rename");
        _files[to] = _files[from];
        _files.Remove(from);
        Step("after rename");
    }

    public IDisposable Lock(string path)
    {
        Step("lock");
        return _held.Add(path) ? new Held(this, path) : throw new IOException($"{path} is used by another process");
    }

    public void Put(string path, byte[] octets) => _files[path] = octets;

    private void Step(string what)
    {
        if (++_step == FailsAt)
        {
            throw new IOException($"no space left on device ({what})");
        }
    }

    private sealed class Held(MemoryFiles files, string path) : IDisposable
    {
        public void Dispose() => files._held.Remove(path);
    }
}

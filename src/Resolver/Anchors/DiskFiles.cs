namespace DaneCore.Resolver.Anchors;

/// <summary>
/// The file system. The folder itself is not flushed, which .NET does not offer: when the power goes right after a rename, the old file
/// may still be there afterwards, whole.
/// </summary>
internal sealed class DiskFiles : IStateFiles
{
    public byte[]? Read(string path, int most)
    {
        if (Directory.Exists(path))
        {
            throw new IOException($"{path} is a folder");
        }

        try
        {
            using FileStream file = File.OpenRead(path);
            byte[] octets = new byte[most + 1];
            int read = file.ReadAtLeast(octets, octets.Length, throwOnEndOfStream: false);
            return read > most ? throw new IOException($"{path} is larger than {most >> 20} MiB") : octets[..read];
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            // Only what is surely not there may pass for a file that is not there yet: nothing is asked beforehand, because a file in a
            // folder that may not be looked into "does not exist" either.
            return new FileInfo(path).LinkTarget is { } target ? throw new IOException($"{path} is a link to {target}, which is not there", absent) : null;
        }
    }

    public void WriteThrough(string path, ReadOnlySpan<byte> octets)
    {
        // What stands there is nobody's state: half a file of a process that was killed, or a link or file of somebody else, who would then own
        // what is trusted here. A new file follows no link, and nobody but its owner may write it.
        File.Delete(path);
        Write(path, FileMode.CreateNew, octets);
    }

    /// <summary>Writes a file through to the disk; throws where the disk does not take all of it.</summary>
    internal static void Write(string path, FileMode mode, ReadOnlySpan<byte> octets)
    {
        // .NET does not say when fsync fails, as it does where a disk turns out to be full or broken only then. So each write goes through
        // to the disk (O_SYNC), and says so itself when it cannot.
        FileStreamOptions options = new()
        {
            Mode = mode,
            Access = FileAccess.Write,
            Share = FileShare.None,
            Options = FileOptions.WriteThrough,
            BufferSize = 0,
        };
        if (mode == FileMode.CreateNew && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        }

        using FileStream file = new(path, options);
        file.Write(octets);
        file.Flush(flushToDisk: true);
    }

    public void Replace(string from, string to) => File.Move(from, to, overwrite: true);

    public IDisposable Lock(string path) => new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
}

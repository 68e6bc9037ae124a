using DaneCore.Cli.Output;

namespace DaneCore.Cli.Scan;

/// <summary>
/// Where rows go: a file, or standard output. Rows are gathered and written together, at the latest a second after the first of them; a file is made to reach the disk
/// every ten seconds and at the end. What was written survives the end of the process however sudden, and what reached the disk that of the machine.
/// </summary>
internal sealed class ScanOutput : IAsyncDisposable
{
    private const int MostGathered = 1 << 16;
    private const int MostRow = 1 << 20;

    private static readonly TimeSpan WriteAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SyncAfter = TimeSpan.FromSeconds(10);

    private readonly MemoryStream _gathered = new();
    private readonly FileStream? _kept;
    private readonly Terminal _terminal;
    private FileStream? _file;
    private long? _gatheredSince;
    private long? _unsyncedSince;

    private ScanOutput(Terminal terminal, FileStream? kept)
    {
        _terminal = terminal;
        _kept = kept;
    }

    /// <summary>Octets written by this run.</summary>
    public long Octets { get; private set; }

    /// <summary>How long until something has to be written; null when nothing is gathered.</summary>
    public TimeSpan? Wait => _gatheredSince is { } since ? WriteAfter - _terminal.Clock.GetElapsedTime(since) : null;

    /// <summary>Writes to standard output.</summary>
    public static ScanOutput ToTerminal(Terminal terminal) => new(terminal, null);

    /// <summary>Opens the file, and reads what an earlier run left in it. Others may read it meanwhile; only one survey writes it.</summary>
    public static async Task<(ScanOutput? Output, ScanDone? Done, string? Why)> OpenAsync(
        Terminal terminal, string path, bool resumes, ScanManifest manifest, IScanFormat format, CancellationToken stop)
    {
        ScanOutput? output = null;
        ScanDone done = new();
        string? why;
        try
        {
            if (Directory.Exists(path))
            {
                return (null, null, $"{path} is a folder: name a file as --output");
            }

            if (File.Exists(path) && !resumes)
            {
                return (null, null, $"{path} exists: add --resume to go on with it, or name another --output");
            }

            // A file without a row is one that was never begun: the process ended between the two.
            bool isBegun = new FileInfo(path) is { Exists: true, Length: > 0 };
            string beside = ScanManifest.PathOf(path);
            if (isBegun && !File.Exists(beside))
            {
                return (null, null, $"{beside} does not exist, and it says how the survey was begun: restore it, or begin anew with another --output");
            }

            FileStream kept = new(beside, isBegun ? FileMode.Open : FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            output = new ScanOutput(terminal, kept);
            why = isBegun ? manifest.WhyOther(kept) : null;
            if (why is null)
            {
                why = await output.BeginAsync(path, resumes, isBegun ? null : manifest, format, done, stop).ConfigureAwait(false);
            }
        }
        catch (DirectoryNotFoundException)
        {
            why = $"{path} cannot be written: there is no folder {Path.GetDirectoryName(Path.GetFullPath(path))}; make it, or name another --output";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            why = $"{path} cannot be written: {fault.Message.TrimEnd('.')}";
        }

        if (why is not null && output is not null)
        {
            await output.DisposeAsync().ConfigureAwait(false);
        }

        return why is null ? (output, done, null) : (null, null, why);
    }

    /// <summary>Takes a row, or a header.</summary>
    public void Add(ReadOnlyMemory<byte> line)
    {
        _gathered.Write(line.Span);
        _gatheredSince ??= _terminal.Clock.GetTimestamp();
        if (_gathered.Length >= MostGathered)
        {
            Write();
        }
    }

    /// <summary>Writes what is due.</summary>
    public void WriteIfDue()
    {
        if (Wait <= TimeSpan.Zero)
        {
            Write();
        }
    }

    /// <summary>Writes everything, and waits until it is on the disk.</summary>
    public void Finish()
    {
        Write();
        _file?.Flush(flushToDisk: true);
    }

    public async ValueTask DisposeAsync()
    {
        await _gathered.DisposeAsync().ConfigureAwait(false);
        if (_file is not null)
        {
            await _file.DisposeAsync().ConfigureAwait(false);
        }

        if (_kept is not null)
        {
            await _kept.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<string?> BeginAsync(string path, bool resumes, ScanManifest? manifest, IScanFormat format, ScanDone done, CancellationToken stop)
    {
        _file = new FileStream(path, resumes ? FileMode.OpenOrCreate : FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        if (manifest is not null)
        {
            // Nothing to read; and what has no length may be a device, whose octets do not end.
            manifest.Write(_kept!);
        }
        else if (await ReadAsync(_file, path, format, done, stop).ConfigureAwait(false) is { } why)
        {
            return why;
        }

        _file.SetLength(done.Length);
        _file.Position = done.Length;
        return null;
    }

    private void Write()
    {
        ReadOnlySpan<byte> octets = _gathered.GetBuffer().AsSpan(0, (int)_gathered.Length);
        if (_file is null)
        {
            _terminal.Out.Write(System.Text.Encoding.ASCII.GetString(octets));
            _terminal.Out.Flush();
            if (_terminal.IsOutGone())
            {
                throw new IOException("nobody reads it any more");
            }
        }
        else
        {
            _file.Write(octets);
            _unsyncedSince ??= _terminal.Clock.GetTimestamp();
            if (_terminal.Clock.GetElapsedTime(_unsyncedSince.Value) >= SyncAfter)
            {
                _file.Flush(flushToDisk: true);
                _unsyncedSince = null;
            }
        }

        Octets += octets.Length;
        _gathered.SetLength(0);
        _gatheredSince = null;
    }

    private static async Task<string?> ReadAsync(FileStream file, string path, IScanFormat format, ScanDone done, CancellationToken stop)
    {
        OctetLineReader lines = new(file, MostRow);
        await using (lines.ConfigureAwait(false))
        {
            for (long number = 1; await lines.ReadAsync(stop).ConfigureAwait(false) is { IsEnded: true } line; number++)
            {
                bool isHeader = number == 1 && !format.Header.IsEmpty;
                if (isHeader ? !format.Header.Span[..^1].SequenceEqual(line.Octets.Span) : !format.TryRead(line.Octets.Span, out ScanMark mark) || !done.Add(mark))
                {
                    return $"line {number} of {path} is no row of this survey, or a second one: cut the file before it (head -n {number - 1}), or begin anew with another --output";
                }

                done.Length = lines.Position;
            }
        }

        return null;
    }
}

using System.Diagnostics.CodeAnalysis;
using DaneCore.Smtp;

namespace DaneCore.Cli.Options;

/// <summary>
/// A message to send: a file, or standard input. A message is read more than once, so what cannot seek is copied into a
/// file that only this user can read and that is gone when it is closed.
/// </summary>
internal sealed class MessageFile : IAsyncDisposable
{
    private const int Buffer = 1 << 16;
    private readonly FileStream _stream;

    private MessageFile(FileStream stream) => _stream = stream;

    /// <summary>What a sender reads.</summary>
    public MessageSource Source => MessageSource.FromStream(_stream);

    /// <summary>Reads the name of a file; whether it can be opened shows before anything is sent.</summary>
    public static bool TryReadPath(string text, [NotNullWhen(true)] out string? path, [NotNullWhen(false)] out string? why)
    {
        path = text;
        why = text.Length == 0 ? "a file name is missing"
            : text == "-" || File.Exists(text) ? null
            : Directory.Exists(text) ? $"{text} is a folder; name a file"
            : $"{text} does not exist";
        return why is null;
    }

    /// <summary>Opens the file, or takes standard input where the name is <c>-</c>. What is wrong with it comes back as a sentence.</summary>
    public static async Task<(MessageFile? File, string? Why)> OpenAsync(string path, Stream input, CancellationToken stop)
    {
        string shown = path == "-" ? "standard input" : path;
        try
        {
            if (path == "-")
            {
                return (new MessageFile(await SpoolAsync(input, stop).ConfigureAwait(false)), null);
            }

            FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, Buffer, FileOptions.Asynchronous);
            if (file.CanSeek)
            {
                return (new MessageFile(file), null);
            }

            await using (file.ConfigureAwait(false))
            {
                return (new MessageFile(await SpoolAsync(file, stop).ConfigureAwait(false)), null);
            }
        }
        catch (UnauthorizedAccessException)
        {
            return (null, $"{shown} may not be read by this user");
        }
        catch (Exception fault) when (fault is IOException or ArgumentException or NotSupportedException)
        {
            return (null, $"{shown} cannot be read: {fault.Message.TrimEnd('.')}");
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private static async Task<FileStream> SpoolAsync(Stream input, CancellationToken stop)
    {
        FileStreamOptions options = new()
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = Buffer,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        FileStream spool = new(Path.Combine(Path.GetTempPath(), $"danecore-{Path.GetRandomFileName()}"), options);
        try
        {
            await input.CopyToAsync(spool, stop).ConfigureAwait(false);
            spool.Position = 0;
            return spool;
        }
        catch
        {
            await spool.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}

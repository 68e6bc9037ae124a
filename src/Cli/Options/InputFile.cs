using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace DaneCore.Cli.Options;

/// <summary>Files the user names. What the system says against them becomes a sentence here and nowhere else.</summary>
internal static class InputFile
{
    // Nothing read whole is larger in earnest; a device or a mistaken name must not fill the memory.
    private const int MaxOctets = 64 << 20;

    public static bool TryReadOctets(string path, [NotNullWhen(true)] out byte[]? octets, [NotNullWhen(false)] out string? why)
    {
        octets = null;
        using FileStream? opened = Open(path, out why);
        if (opened is null)
        {
            why ??= "";
            return false;
        }

        try
        {
            using MemoryStream read = new();
            byte[] buffer = new byte[1 << 16];
            int got;
            while ((got = opened.Read(buffer)) > 0)
            {
                read.Write(buffer, 0, got);
                if (read.Length > MaxOctets)
                {
                    why = $"{path} is larger than {MaxOctets >> 20} MiB; name another file";
                    return false;
                }
            }

            octets = read.ToArray();
            return true;
        }
        catch (IOException fault)
        {
            why = CannotBeRead(path, fault);
            return false;
        }
    }

    /// <summary>Opens a file to be read piece by piece, however long it is; null where that cannot be, with the reason.</summary>
    public static FileStream? Open(string path, out string? why)
    {
        why = null;
        try
        {
            if (!Directory.Exists(path))
            {
                return File.OpenRead(path);
            }

            why = $"{path} is a folder; name a file";
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            why = $"{path} does not exist";
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException)
        {
            why = $"{path} may not be read by this user";
        }
        catch (Exception fault) when (fault is IOException or ArgumentException or NotSupportedException)
        {
            why = CannotBeRead(path, fault);
        }

        return null;
    }

    public static bool TryReadText(string path, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out string? why)
    {
        text = TryReadOctets(path, out byte[]? octets, out why) ? Encoding.UTF8.GetString(octets) : null;
        return text is not null;
    }

    private static string CannotBeRead(string path, Exception fault) => $"{path} cannot be read: {fault.Message.TrimEnd('.')}";
}

using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace DaneCore.Resolver.Anchors;

/// <summary>
/// Keeps the state of followed zones in one file. A change is read, made and written under a lock between processes; it goes to a file
/// beside, onto the disk, and then takes the name, so that whatever happens in between either the old or the new state is there whole.
/// What the system says against it becomes a sentence here.
/// </summary>
internal sealed class AnchorStore(string path, IStateFiles files)
{
    public string Path => path;

    /// <summary>What the file holds; null zones when there is no file yet. False when it cannot be read or is no such file.</summary>
    public bool TryRead(out IReadOnlyList<TrackedZone>? zones, [NotNullWhen(false)] out string? why)
    {
        zones = null;
        try
        {
            if (files.Read(path, AnchorStateText.MostOctets) is not { } octets)
            {
                why = null;
                return true;
            }

            bool read = AnchorStateText.TryRead(Encoding.UTF8.GetString(octets), out zones, out string? fault);
            why = read ? null : $"{path}: {fault}";
            return read;
        }
        catch (Exception fault) when (IsOfTheSystem(fault))
        {
            why = $"{path} cannot be read: {fault.Message.TrimEnd('.')}; let this user read it, or name another file";
            return false;
        }
    }

    /// <summary>Changes what the file holds, null where there is none yet.</summary>
    public bool TryUpdate(Func<IReadOnlyList<TrackedZone>?, IReadOnlyList<TrackedZone>> change, [NotNullWhen(false)] out string? why)
    {
        try
        {
            using IDisposable held = files.Lock(path + ".lock");
            if (!TryRead(out IReadOnlyList<TrackedZone>? before, out why))
            {
                return false;
            }

            // What could not be read again must not take the place of what can.
            string text = AnchorStateText.Write(change(before));
            if (!AnchorStateText.TryRead(text, out _, out string? fault))
            {
                why = $"{path} is left as it was: what is known now could not be read again: {fault}";
                return false;
            }

            string next = path + ".new";
            files.WriteThrough(next, Encoding.UTF8.GetBytes(text));
            files.Replace(next, path);
            return true;
        }
        catch (Exception fault) when (IsOfTheSystem(fault))
        {
            why = $"{path} cannot be written: {fault.Message.TrimEnd('.')}; what was learnt is lost when this process ends";
            return false;
        }
    }

    private static bool IsOfTheSystem(Exception fault) =>
        fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or System.Security.SecurityException;
}

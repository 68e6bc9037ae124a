using Microsoft.Win32.SafeHandles;

namespace DaneCore.Stress.Scan;

/// <summary>Counts the whole lines of a file that grows, and may be cut, while somebody else writes it.</summary>
internal sealed class RowCounter(string path)
{
    private readonly byte[] _buffer = new byte[1 << 20];
    private long _position;

    /// <summary>Lines so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Looks at what is new.</summary>
    public long Count()
    {
        if (!File.Exists(path))
        {
            return 0;
        }

        using SafeFileHandle handle = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        if (RandomAccess.GetLength(handle) < _position)
        {
            _position = 0;
            Rows = 0;
        }

        int read;
        while ((read = RandomAccess.Read(handle, _buffer, _position)) > 0)
        {
            _position += read;
            Rows += _buffer.AsSpan(0, read).Count((byte)'\n');
        }

        return Rows;
    }
}

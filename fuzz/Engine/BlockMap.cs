using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace DaneCore.Fuzz.Engine;

/// <summary>Which blocks of the assemblies that <see cref="BlockNumbering"/> made have run so far in this process.</summary>
internal sealed unsafe class BlockMap
{
    private const string Root = "DaneCore.";

    private readonly string[] _types;

    private BlockMap(string[] types)
    {
        _types = types;
        Trace.SharedMem = (byte*)NativeMemory.AllocZeroed((nuint)types.Length + 1);
    }

    /// <summary>The map of this process; null where the assemblies are others.</summary>
    public static BlockMap? Begin()
    {
        string list = Path.Combine(AppContext.BaseDirectory, BlockNumbering.ListName);
        return File.Exists(list) ? new BlockMap(File.ReadAllLines(list)) : null;
    }

    /// <summary>Blocks that ran, and blocks there are, in what bears one of these names or lies below it.</summary>
    public (int Taken, int All) Of(IReadOnlyList<string> parts)
    {
        ReadOnlySpan<byte> ran = new(Trace.SharedMem, _types.Length);
        int taken = 0;
        int all = 0;
        for (int i = 0; i < _types.Length; i++)
        {
            string type = _types[i];
            if (parts.Any(part => type == Root + part || type.StartsWith($"{Root}{part}.", StringComparison.Ordinal)))
            {
                all++;
                taken += ran[i] == 0 ? 0 : 1;
            }
        }

        return (taken, all);
    }

    /// <summary>The types of these parts in which most blocks did not run.</summary>
    public IEnumerable<(string Type, int Taken, int All)> Least(IReadOnlyList<string> parts) =>
        _types.Distinct(StringComparer.Ordinal)
            .Where(type => type.Length > 0 && parts.Any(part => type == Root + part || type.StartsWith($"{Root}{part}.", StringComparison.Ordinal)))
            .Select(type => (type, Found: Of([type[Root.Length..]])))
            .Select(one => (one.type, one.Found.Taken, one.Found.All))
            .OrderByDescending(one => one.All - one.Taken);
}

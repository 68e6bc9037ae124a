using System.Buffers.Binary;
using System.Text;

namespace DaneCore.Fuzz.Engine;

/// <summary>Makes inputs from those of the corpus: a few small changes each, sometimes two inputs joined.</summary>
internal sealed class Mutator(IReadOnlyList<byte[]> corpus, IReadOnlyList<string> words, ulong seed)
{
    // No parser here is promised more than a DNS message over TCP.
    public const int MaxLength = ushort.MaxValue;

    private static readonly ushort[] Boundaries = [0, 1, 11, 12, 63, 64, 127, 128, 255, 256, 511, 512, 0x7FFF, 0x8000, 0xC000, 0xC00C, 0xFFFF];

    private readonly SeededSequence _numbers = new(seed);
    private readonly byte[][] _words = [.. words.Select(Encoding.Latin1.GetBytes)];

    public byte[] Next()
    {
        List<byte> input = [.. Pick(corpus)];
        int changes = 1 + _numbers.Below(6);
        for (int i = 0; i < changes; i++)
        {
            Change(input);
        }

        return input.Count <= MaxLength ? [.. input] : [.. input[..MaxLength]];
    }

    private void Change(List<byte> input)
    {
        int at = _numbers.Below(input.Count + 1);
        int length = Math.Min(1 + _numbers.Below(_numbers.Below(8) == 0 ? 64 : 4), input.Count - at);
        switch (_numbers.Below(8))
        {
            case 0 when length > 0:
                input[at] ^= (byte)(1 << _numbers.Below(8));
                break;
            case 1 when length > 0:
                input[at] = _numbers.Octet();
                break;
            case 2 when input.Count - at >= 2:
                Span<byte> pair = stackalloc byte[2];
                BinaryPrimitives.WriteUInt16BigEndian(pair, Boundaries[_numbers.Below(Boundaries.Length)]);
                (input[at], input[at + 1]) = (pair[0], pair[1]);
                break;
            case 3:
                input.RemoveRange(at, length);
                break;
            case 4:
                input.InsertRange(at, [.. input[at..(at + length)]]);
                break;
            case 5 when _words.Length > 0:
                input.InsertRange(at, Pick(_words));
                break;
            case 6:
                byte[] other = Pick(corpus);
                int from = _numbers.Below(other.Length + 1);
                input.RemoveRange(at, input.Count - at);
                input.AddRange(other[from..]);
                break;
            default:
                input.Insert(at, _numbers.Octet());
                break;
        }
    }

    private byte[] Pick(IReadOnlyList<byte[]> from) => from[_numbers.Below(from.Count)];
}

namespace DaneCore.Smtp.Tests.Transaction;

/// <summary>A message that comes in two pieces, cut at one place, or octet by octet.</summary>
internal sealed class CutStream(byte[] octets, int cut) : MemoryStream(octets)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int most = cut < 0 ? 1 : Position < cut ? cut - (int)Position : buffer.Length;
        return base.ReadAsync(buffer[..Math.Min(most, buffer.Length)], cancellationToken);
    }
}

using System.Diagnostics;
using System.Globalization;
using DaneCore.Resolver.Crypto;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using ZoneKey = DaneCore.Lab.Signing.ZoneKey;

namespace DaneCore.Bench;

/// <summary>
/// <c>dotnet run -c Release --project bench -- prices</c>: what each kind of work costs on this machine, in microseconds and in
/// hundredths of a signature check, beside the price that <see cref="WorkBudget"/> takes for it.
/// </summary>
internal static class PriceSurvey
{
    public const string Command = "prices";

    private const int Rounds = 5;

    public static int Run()
    {
        var key = ZoneKey.Create(DnssecAlgorithm.EcdsaP256Sha256, "prices");
        byte[] small = new byte[200];
        byte[] large = new byte[200 + (1 << 20)];
        byte[] signature = key.Sign(small);
        byte[] largeSignature = key.Sign(large);
        VerificationKey verifier = ((KeyImport.Imported)SignatureVerifier.Import(key.Record)).Key;
        double check = Time(500, () => verifier.Verify(small, signature));
        Print("a signature check, P-256", check, check);
        Print("a key taken in", Time(500, () => SignatureVerifier.Import(key.Record)), check);
        var name = DomainName.Parse("www.example.com");
        Print("an NSEC3 iteration, no salt", Time(50, () => Nsec3Hash.Compute(name, [], 999)) / 1000, check);
        byte[] salt = new byte[255];
        Print("an NSEC3 iteration, 255 octets of salt", Time(50, () => Nsec3Hash.Compute(name, salt, 999)) / 1000, check);
        DsRdata digest = key.DelegationSigner(name);
        Print("a DS digest", Time(5000, () => DelegationDigest.Matches(name, key.Record, digest)), check);
        Print("1 KiB under a signature", (Time(10, () => verifier.Verify(large, largeSignature)) - check) / 1024, check);
        RecordSet set = Addresses(4000);
        Print("a record put in canonical order", Time(10, () => CanonicalForm.Of(Addresses(4000), Signature(key))) / 4000, check);
        Print("a record of it again", Time(10, () => CanonicalForm.Of(set, Signature(key))) / 4000, check);
        Message.TryRead(Large(set), out Message? message, out _);
        byte[] octets = Large(set);
        Print("a record read", Time(10, () => Records(octets)) / 4000, check);
        Print("a record grouped", Time(10, () => RecordSet.Group(message!.Answer)) / 4000, check);
        foreach (DnssecAlgorithm algorithm in new[] { DnssecAlgorithm.RsaSha256, DnssecAlgorithm.EcdsaP384Sha384, DnssecAlgorithm.Ed25519, DnssecAlgorithm.Ed448 })
        {
            var other = ZoneKey.Create(algorithm, "prices");
            byte[] signed = other.Sign(small);
            using VerificationKey imported = ((KeyImport.Imported)SignatureVerifier.Import(other.Record)).Key;
            Print($"a signature check, {algorithm}", Time(50, () => imported.Verify(small, signed)), check);
            Print($"a key taken in, {algorithm}", Time(50, () => SignatureVerifier.Import(other.Record)), check);
        }

        return 0;
    }

    // Records are made when somebody asks for them.
    private static int Records(byte[] octets) => Message.TryRead(octets, out Message? message, out _) ? message.Answer.Count : 0;

    private static RecordSet Addresses(int count) => RecordSet.Create(DomainName.Parse("www.example.com"), RecordType.A, 300, Enumerable.Range(0, count)
        .Select(i => new AddressRdata(new System.Net.IPAddress([10, (byte)(i * 7 % 256), (byte)(i / 256), (byte)(i % 256)]))));

    private static RrsigRdata Signature(ZoneKey key) =>
        new(RecordType.A, key.Algorithm, 3, 300, 2, 1, key.Tag, DomainName.Parse("example.com"), new byte[64]);

    private static byte[] Large(RecordSet set)
    {
        byte[] space = new byte[Message.MaxLength];
        Message message = new() { Flags = MessageFlags.Response, Answer = [.. set.Records] };
        return message.TryWrite(space, out int length) ? space[..length] : throw new UnreachableException("4000 addresses fit");
    }

    // The best of some rounds: on a shared machine the others measure the neighbours.
    private static double Time(int count, Action work)
    {
        work();
        double best = double.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < count; i++)
            {
                work();
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds / count);
        }

        return best;
    }

    private static void Print(string what, double microseconds, double check) => Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{what,-45} {microseconds,10:F3} µs {100 * microseconds / check,9:F2}"));
}

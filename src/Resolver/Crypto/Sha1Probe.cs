using System.Security.Cryptography;

namespace DaneCore.Resolver.Crypto;

/// <summary>
/// Finds out once whether the platform checks signatures with SHA-1 at all: system-wide policies may refuse it, and a
/// refusal must not look like a signature that is wrong. The question is a signature known to be good.
/// </summary>
internal static class Sha1Probe
{
    // Made for this purpose with OpenSSL: RSA, 2048 bits, exponent 3, over the text below. The private key is gone.
    private const string Modulus =
        "tQKFOGX9R9PQDvw2JgCuW6S+rgyEBdIiHUstaG1qjdckxe0HJehHK/IIyIktvwggXtZmn8ky0hZQIfJ75sFDid4Ha+KWmWzi2/3CjoVqxqE+"
        + "dTsKjaGybkgQ2hMfJIvlnMr30hV6COOJfk11mfVLaPsWfU70RM0ydUt6NIuxHQ075LVHmamahVYPmFpf3MqXasUTd08YAcutJvoiRIRt02fm"
        + "zDtZWH31Zatmkah7rxXImkgq7PRfu7fDaOvEnMyThyoatxuojoNoyCp1nwaHCK/NzrCv3eoG59kE8Vg8TAbb9YWOrq+nRdvPDxrg38zkxtXX"
        + "HQ12YEBuRg7a+WW+5w==";

    private const string Signature =
        "FZavh0j9zYw5BZDqZOftot698ayD+rAQHX4k8FRXlD2O2zU9lP2FYx7OQkhHrLB7KCw6YLEfIoNceIdcVpYIEw8FuLu5ARU5YmeRsMj4LB18"
        + "jwZrxYMfqMgD+8/4RzZMi+3h17LUU11jd1wbAiOyGeYQvrPKXN1M4lpNOuTl5T4l9UlFYLijP6Sdox9kTRLln/kXxEnGnbla8LgY7Pqg8YyQ"
        + "lB5qmVJKB6Kmc63jCFVq5dTEcJvy/p8VSXN42wrEA/FHWhmnAMAKCjkzWB8wz/9GqYcBwV/W5srDrf28k4j/2bxoIV5NxLFx4sjYjzEAr7tV"
        + "/XlJ9gAPxkBtddd4ZA==";

    private static readonly Lazy<bool> Allowed = new(Ask);

    public static bool IsAllowed => Allowed.Value;

    private static bool Ask()
    {
        try
        {
            using var rsa = RSA.Create(new RSAParameters { Modulus = Convert.FromBase64String(Modulus), Exponent = [3] });
            return rsa.VerifyData(
                "a set of octets"u8, Convert.FromBase64String(Signature), HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1);
        }
        catch (CryptographicException)
        {
            return false;
        }
        catch (PlatformNotSupportedException)
        {
            return false;
        }
    }
}

namespace DaneCore.Resolver.Tests.Wire.Text;

internal static class TestText
{
    public const string A16 = "aaaaaaaaaaaaaaaa";
    public const string A256 = A16 + A16 + A16 + A16 + A16 + A16 + A16 + A16 + A16 + A16 + A16 + A16 + A16 + A16 + A16 + A16;
}

namespace DaneCore.Lab.Internet;

/// <summary>The fixed times of the sample internet: it always looks the same, whatever the day.</summary>
internal static class SampleTimes
{
    public static readonly DateTimeOffset Now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly DateTimeOffset Inception = Now.AddDays(-10);

    public static readonly DateTimeOffset Expiration = Now.AddDays(20);

    public static readonly DateTimeOffset CertificateStart = Now.AddDays(-30);

    public static readonly DateTimeOffset CertificateEnd = Now.AddDays(60);
}

using System.Globalization;

namespace DaneCore.Interop.Tests;

/// <summary>When signatures hold.</summary>
internal sealed record SigningWindow(DateTimeOffset Start, DateTimeOffset End)
{
    public string StartText => Text(Start);

    public string EndText => Text(End);

    public static SigningWindow DaysFromNow(int start, int end)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return new SigningWindow(now.AddDays(start), now.AddDays(end));
    }

    /// <summary>As the tools of BIND and ldns, and RRSIG records, write times.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
}

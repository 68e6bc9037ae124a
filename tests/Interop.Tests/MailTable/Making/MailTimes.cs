namespace DaneCore.Interop.Tests.MailTable.Making;

/// <summary>Times around now, whole seconds; real servers have no other clock.</summary>
internal static class MailTimes
{
    public static DateTimeOffset Now { get; } = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());

    public static DateTimeOffset Start { get; } = Now.AddDays(-1);

    public static DateTimeOffset End { get; } = Now.AddDays(20);
}

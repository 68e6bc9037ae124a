namespace DaneCore.Stress.Faults;

/// <summary>The date is that of the sample internet, and time passes as it does here.</summary>
internal sealed class SampleClock(DateTimeOffset begin) : TimeProvider
{
    private readonly long _begun = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => begin + System.GetElapsedTime(_begun);
}

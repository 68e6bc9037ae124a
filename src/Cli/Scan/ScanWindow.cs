namespace DaneCore.Cli.Scan;

/// <summary>
/// How many domains are looked at at a time. Grows while answers come, and halves when of as many domains as there were at a time a quarter got none: additive
/// increase, multiplicative decrease, as in TCP (RFC 5681 section 3.1). Never below a sixteenth of the most: a list of dead domains is no congestion.
/// </summary>
internal sealed class ScanWindow
{
    private const int FloorShare = 16;
    private const int FirstLimit = 32;
    private const int GrowthShare = 32;
    private const int FailedShare = 4;

    private readonly int _most;
    private readonly int _least;
    private int _seen;
    private int _failed;
    private bool _isDoubling = true;

    public ScanWindow(int most)
    {
        _most = most;
        _least = Math.Max(1, most / FloorShare);
        Limit = Math.Min(most, Math.Max(FirstLimit, _least));
    }

    /// <summary>Domains at a time, now.</summary>
    public int Limit { get; private set; }

    /// <summary>Takes note of a domain that was looked at.</summary>
    /// <param name="isAnswered">False when servers were silent about it.</param>
    public void Note(bool isAnswered)
    {
        _seen++;
        _failed += isAnswered ? 0 : 1;
        if (_seen < Limit)
        {
            return;
        }

        if (_failed * FailedShare >= _seen)
        {
            _isDoubling = false;
            Limit = Math.Max(_least, Limit / 2);
        }
        else
        {
            Limit = Math.Min(_most, _isDoubling ? Limit * 2 : Limit + Math.Max(1, _most / GrowthShare));
        }

        _seen = 0;
        _failed = 0;
    }
}

using System.Globalization;

namespace DaneCore.Cli.Scan;

/// <summary>
/// The lines of a list that a survey still has to look at: those of its part, without those that have a row. Read once and forward, so that it may come through a pipe.
/// </summary>
internal sealed class ScanInput(ScanReader reader, int column, Shard shard, ScanDone done)
{
    // A survey leaves open what is under way and what waits for another try, and neither is this much.
    private const int MostHoles = 100_000;

    private readonly Queue<ScanSubject> _holes = new();

    /// <summary>Octets of the list that were read.</summary>
    public long Position => reader.Position;

    /// <summary>
    /// Passes over what has a row, and holds it against the rows: a survey that goes on with another list is none. Nothing is asked and nothing written before that is
    /// known. Why it cannot go on, or null.
    /// </summary>
    public async ValueTask<string?> PassDoneAsync(string list, CancellationToken stop)
    {
        ulong digest = 0;
        long passed = 0;
        while (passed < done.Lines.Count && await ReadAsync(stop).ConfigureAwait(false) is { } subject)
        {
            if (subject.Number > done.Lines.Greatest)
            {
                break;
            }

            if (done.Lines.Contains(subject.Number))
            {
                digest ^= ScanDone.DigestOf(subject.Number, subject.Text);
                passed++;
            }
            else if (_holes.Count < MostHoles)
            {
                _holes.Enqueue(subject);
            }
            else
            {
                return string.Create(CultureInfo.InvariantCulture, $"more than {MostHoles:N0} lines of {list} have no row between those that have one: no survey leaves that; begin anew with another --output");
            }
        }

        return passed == done.Lines.Count && done.Matches(digest)
            ? null
            : $"{list} is not the list that the rows are about: give that list, or begin anew with another --output";
    }

    /// <summary>The next line to look at; null at the end.</summary>
    public async ValueTask<ScanSubject?> NextAsync(CancellationToken stop)
    {
        if (_holes.TryDequeue(out ScanSubject? hole))
        {
            return hole;
        }

        return await ReadAsync(stop).ConfigureAwait(false);
    }

    private async ValueTask<ScanSubject?> ReadAsync(CancellationToken stop)
    {
        while (await reader.ReadAsync(stop).ConfigureAwait(false) is { } line)
        {
            var subject = ScanSubject.Read(line, column);
            if (shard.Holds(subject.Text))
            {
                return subject;
            }
        }

        return null;
    }
}

namespace DaneCore.Dane;

/// <summary>
/// The order in which targets are tried (RFC 2782): by priority, and among equals by lot, each in proportion to its weight. A
/// weight of 0 has a small chance beside others, and an equal one among its like.
/// </summary>
internal static class SrvOrder
{
    /// <param name="targets">The targets as they came; their order counts for nothing.</param>
    /// <param name="pick">Throws a number from 0 to below the one it is given; null puts the heavier first, the same way each time.</param>
    public static IReadOnlyList<SrvTarget> Of(IEnumerable<SrvTarget> targets, Func<int, int>? pick) =>
    [
        .. targets.OrderBy(target => target.Host).ThenBy(target => target.Port)
            .GroupBy(target => target.Priority)
            .OrderBy(group => group.Key)
            .SelectMany(group => pick is null ? group.OrderByDescending(target => target.Weight) : Drawn(group, pick)),
    ];

    private static IEnumerable<SrvTarget> Drawn(IEnumerable<SrvTarget> equals, Func<int, int> pick)
    {
        // RFC 2782: those of weight 0 stand first, so that only a throw of 0 finds them.
        List<SrvTarget> left = [.. equals.OrderBy(target => target.Weight != 0)];
        Shuffle(left, left.FindIndex(target => target.Weight != 0) is var light and >= 0 ? light : left.Count, pick);
        int sum = left.Sum(target => target.Weight);
        while (left.Count > 0)
        {
            int thrown = pick(sum + 1), running = 0;
            int chosen = left.FindIndex(target => (running += target.Weight) >= thrown);
            SrvTarget next = left[chosen];
            left.RemoveAt(chosen);
            sum -= next.Weight;
            yield return next;
        }
    }

    // Else the first of them by name would always be found first.
    private static void Shuffle(List<SrvTarget> targets, int count, Func<int, int> pick)
    {
        for (int i = count - 1; i > 0; i--)
        {
            int other = pick(i + 1);
            (targets[i], targets[other]) = (targets[other], targets[i]);
        }
    }
}

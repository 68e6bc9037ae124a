using System.Globalization;

namespace DaneCore.Bench;

/// <summary>Tables as Markdown has them, row by row.</summary>
internal static class Markdown
{
    public static void Head(params string[] columns)
    {
        Row(columns);
        Console.WriteLine($"|{string.Concat(Enumerable.Repeat("---|", columns.Length))}");
    }

    public static void Row(params string[] cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");

    public static string Number(double value, int digits = 0) => value.ToString($"N{digits}", CultureInfo.InvariantCulture);
}

using System.Diagnostics.CodeAnalysis;
using DaneCore.Resolver.Wire;

namespace DaneCore.Cli.Options;

/// <summary>
/// A file of domains, one a line; what follows <c>#</c> is a comment and blank lines are passed over. One bad line refuses the file, and every bad
/// line is named: half a list checked is a list somebody believes to be checked.
/// </summary>
internal static class DomainFile
{
    public static bool TryRead(string path, [NotNullWhen(true)] out IReadOnlyList<DomainName>? domains, [NotNullWhen(false)] out string? why)
    {
        domains = null;
        if (!InputFile.TryReadText(path, out string? text, out why))
        {
            return false;
        }

        List<DomainName> read = [];
        List<string> faults = [];
        int number = 0;
        foreach (string line in text.TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            string name = line.Split('#', 2)[0].Trim();
            if (name.Length == 0)
            {
                continue;
            }

            if (!DomainName.TryParse(name, out DomainName? domain, out string? fault))
            {
                faults.Add($"line {number}: {fault}");
            }
            else if (domain.IsRoot)
            {
                faults.Add($"line {number}: the root is no mail domain");
            }
            else
            {
                read.Add(domain);
            }
        }

        why = faults.Count > 0 ? $"{path} is not checked: {string.Join("; ", faults)}"
            : read.Count == 0 ? $"{path} names no domain: write one a line"
            : null;
        domains = why is null ? [.. read.Distinct()] : null;
        return why is null;
    }
}

using System.Globalization;

namespace DaneCore.Lab.Mail;

/// <summary>What a laboratory server makes of the parameters of MAIL and RCPT: none that it did not offer.</summary>
internal static class LabMailParameters
{
    /// <summary>The reply that refuses a MAIL; null when nothing is wrong with it.</summary>
    public static string? WhyNotMail(string line, IReadOnlyList<string> offered, bool isInTls)
    {
        foreach (string parameter in Of(line))
        {
            string[] parts = parameter.Split('=', 2);
            string? needed = parts[0] switch
            {
                "SIZE" => "SIZE",
                "BODY" => parts[^1] == "7BIT" ? "8BITMIME" : parts[^1],
                "SMTPUTF8" => "SMTPUTF8",
                "RET" or "ENVID" => "DSN",
                "REQUIRETLS" => isInTls ? "REQUIRETLS" : null,
                _ => null,
            };
            if (needed is null || !Offers(offered, needed))
            {
                return "555 5.5.4 parameter not recognized: " + parts[0] + "\r\n";
            }

            // RFC 1870 section 6.1.
            if (parts is ["SIZE", var size]
                && SizeOf(offered) is { } limit
                && long.Parse(size, NumberStyles.None, CultureInfo.InvariantCulture) > limit)
            {
                return "552 5.3.4 too large\r\n";
            }
        }

        return IsAscii(line) || Of(line).Contains("SMTPUTF8") ? null : "550 5.6.7 no such address without SMTPUTF8\r\n";
    }

    /// <summary>The reply that refuses a RCPT; null when nothing is wrong with it.</summary>
    public static string? WhyNotRecipient(string line, string mailFrom, IReadOnlyList<string> offered) =>
        Of(line).Any(one => !one.StartsWith("NOTIFY=", StringComparison.Ordinal) && !one.StartsWith("ORCPT=", StringComparison.Ordinal))
        || (Of(line).Count > 0 && !Offers(offered, "DSN"))
            ? "555 5.5.4 parameter not recognized\r\n"
        : !IsAscii(line) && !Of(mailFrom).Contains("SMTPUTF8")
            ? "553 5.6.7 no such address without SMTPUTF8\r\n"
            : null;

    /// <summary>True when MAIL announces binary content.</summary>
    public static bool IsBinary(string mailFrom) => Of(mailFrom).Contains("BODY=BINARYMIME");

    /// <summary>The limit that SIZE names; null when there is none.</summary>
    public static long? SizeOf(IReadOnlyList<string> offered) =>
        offered.FirstOrDefault(one => one.StartsWith("SIZE ", StringComparison.Ordinal)) is { } size
        && long.TryParse(size["SIZE ".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out long limit)
        && limit > 0
            ? limit
            : null;

    // The words behind the path; a quoted local part may hold spaces and brackets.
    private static List<string> Of(string line)
    {
        bool isQuoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '\\' && isQuoted)
            {
                i++;
            }
            else if (line[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (line[i] == '>' && !isQuoted)
            {
                return [.. line[(i + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)];
            }
        }

        return [];
    }

    private static bool Offers(IReadOnlyList<string> offered, string keyword) =>
        offered.Any(one => one == keyword || one.StartsWith(keyword + " ", StringComparison.Ordinal));

    private static bool IsAscii(string line) => line.All(char.IsAscii);
}

namespace DaneCore.Interop.Tests.Table.Making;

/// <summary>One record as a zone file has it. The owner is absolute.</summary>
internal sealed record ZoneLine(string Owner, long Ttl, string Type, string Data)
{
    private static readonly char[] Blanks = [' ', '\t'];

    /// <summary>The type an RRSIG is for; null for other records.</summary>
    public string? Covered => Type == "RRSIG" ? Fields[0] : null;

    /// <summary>The data cut at blanks; meant for records without quoted text.</summary>
    public string[] Fields => Data.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Reads a line of a zone that a tool has written: one record each, owner and TTL on every line; null for anything else.</summary>
    public static ZoneLine? Read(string line)
    {
        string rest = line;
        if (rest.Length == 0 || rest[0] is ';' or '$' || char.IsWhiteSpace(rest[0]))
        {
            return null;
        }

        string owner = Take(ref rest);
        string ttl = Take(ref rest);
        string type = Take(ref rest);
        if (type == "IN")
        {
            type = Take(ref rest);
        }

        // ldns adds remarks behind some records, in braces.
        int remark = rest.IndexOf(" ;{", StringComparison.Ordinal);
        return new ZoneLine(owner, long.Parse(ttl, System.Globalization.CultureInfo.InvariantCulture), type, (remark < 0 ? rest : rest[..remark]).Trim());
    }

    /// <summary>The record with one field of its data replaced.</summary>
    public ZoneLine WithField(int index, string value)
    {
        string[] fields = Fields;
        fields[index] = value;
        return this with { Data = string.Join(' ', fields) };
    }

    public override string ToString() => $"{Owner} {Ttl} IN {Type} {Data}";

    private static string Take(ref string rest)
    {
        int end = rest.IndexOfAny(Blanks);
        string word = end < 0 ? rest : rest[..end];
        rest = end < 0 ? "" : rest[end..].TrimStart(Blanks);
        return word;
    }
}

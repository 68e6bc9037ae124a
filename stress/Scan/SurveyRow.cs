using System.Text.Json;

namespace DaneCore.Stress.Scan;

/// <summary>A row as the survey wrote it.</summary>
/// <param name="Number">The number of its line.</param>
/// <param name="Shown">Domain, verdict, what vouches for its MX records, and for each host preference, name, policy and TLSA records.</param>
internal sealed record SurveyRow(long Number, string Shown)
{
    public static SurveyRow Read(string line)
    {
        using var json = JsonDocument.Parse(line);
        JsonElement row = json.RootElement;
        IEnumerable<string> hosts = row.GetProperty("mx").EnumerateArray().Select(host =>
            $"{host.GetProperty("preference")} {host.GetProperty("host").GetString()} {host.GetProperty("policy").GetString()} "
            + string.Join(", ", host.GetProperty("tlsa").EnumerateArray().Select(record => record.GetString())));
        return new SurveyRow(
            row.GetProperty("n").GetInt64(),
            $"{row.GetProperty("domain").GetString()} {row.GetProperty("verdict").GetString()} {row.GetProperty("mxSecurity").GetString()} {string.Join("; ", hosts)}".TrimEnd());
    }
}

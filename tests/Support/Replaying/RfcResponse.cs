using System.Text;
using DaneCore.Resolver.Wire;

namespace DaneCore.Support.Replaying;

/// <summary>One example response as RFC 4035 and RFC 5155 print them: header, question and sections between comments.</summary>
internal static class RfcResponse
{
    public static Message Read(string path)
    {
        var reply = new Message { Flags = MessageFlags.Response };
        string section = "";
        StringBuilder answer = new();
        StringBuilder authority = new();
        StringBuilder additional = new();
        foreach (string line in File.ReadLines(path))
        {
            if (line.StartsWith(";; Header:", StringComparison.Ordinal))
            {
                const string Code = "RCODE=";
                int at = line.IndexOf(Code, StringComparison.Ordinal);
                reply = reply with { Code = at < 0 ? ResponseCode.NoError : (ResponseCode)(line[at + Code.Length] - '0') };
            }
            else if (line is ";; Question" or ";; Answer" or ";; Authority" or ";; Additional")
            {
                section = line[3..];
            }
            else if (section == "Question" && line[0] != ';')
            {
                string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                RecordType type = RecordTypes.TryParse(words[2], out RecordType known) ? known : throw new InvalidDataException(line);
                reply = reply with { Questions = [new Question(DomainName.Parse(words[0]), type)] };
            }
            else
            {
                _ = section switch
                {
                    "Answer" => answer.AppendLine(line),
                    "Authority" => authority.AppendLine(line),
                    "Additional" => additional.AppendLine(line),
                    _ => null,
                };
            }
        }

        return reply with
        {
            Answer = ZoneText.Parse(answer.ToString()),
            Authority = ZoneText.Parse(authority.ToString()),
            Additional = ZoneText.Parse(additional.ToString()),
        };
    }
}

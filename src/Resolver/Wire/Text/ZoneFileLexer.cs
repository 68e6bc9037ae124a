using System.Diagnostics.CodeAnalysis;

namespace DaneCore.Resolver.Wire.Text;

/// <summary>
/// Cuts a zone file into entries and fields (RFC 1035 section 5.1): comments go, parentheses join lines, quotes hold
/// blanks together. Escapes are left as they are: what they mean depends on the field.
/// </summary>
internal sealed class ZoneFileLexer(string text)
{
    private int _at = text.StartsWith('\uFEFF') ? 1 : 0;

    /// <summary>The line read at the moment; the first is 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>Why reading stopped before the end.</summary>
    public string? Why { get; private set; }

    /// <summary>
    /// The next entry that has fields; false at the end, or when <see cref="Why"/> says that there is a fault.
    /// </summary>
    public bool TryReadEntry([NotNullWhen(true)] out ZoneFileEntry? entry)
    {
        entry = null;
        List<string> fields = [];
        int depth = 0;
        int entryLine = Line;
        bool atLineStart = true;
        bool beginsWithBlank = false;
        while (_at < text.Length)
        {
            char c = text[_at];
            switch (c)
            {
                case '\n':
                    _at++;
                    Line++;
                    if (depth > 0)
                    {
                        break;
                    }

                    if (fields.Count > 0)
                    {
                        entry = new ZoneFileEntry(entryLine, beginsWithBlank, fields);
                        return true;
                    }

                    entryLine = Line;
                    beginsWithBlank = false;
                    atLineStart = true;
                    continue;
                case ' ' or '\t' or '\r':
                    beginsWithBlank |= atLineStart;
                    _at++;
                    break;
                case ';':
                    int end = text.IndexOf('\n', _at);
                    _at = end < 0 ? text.Length : end;
                    break;
                case '(':
                    depth++;
                    _at++;
                    break;
                case ')':
                    depth--;
                    _at++;
                    if (depth < 0)
                    {
                        return Fail("a parenthesis is closed that was not opened");
                    }

                    break;
                default:
                    if (!TryReadField(out string? field))
                    {
                        return false;
                    }

                    fields.Add(field);
                    break;
            }

            atLineStart = false;
        }

        if (depth > 0)
        {
            Line = entryLine;
            return Fail("a parenthesis is not closed before the end");
        }

        entry = fields.Count > 0 ? new ZoneFileEntry(entryLine, beginsWithBlank, fields) : null;
        return entry is not null;
    }

    private bool TryReadField([NotNullWhen(true)] out string? field)
    {
        field = null;
        int start = _at;
        while (_at < text.Length && text[_at] is not (' ' or '\t' or '\r' or '\n' or ';' or '(' or ')'))
        {
            if (text[_at] == '"')
            {
                // A quote begins a field, or the value of a service parameter (RFC 9460 section 2.1).
                if (_at != start && text[_at - 1] != '=')
                {
                    return Fail("a quotation mark stands inside a word");
                }

                bool isWhole = _at == start;
                if (!TrySkipQuoted())
                {
                    return false;
                }

                if (isWhole)
                {
                    break;
                }
            }
            else if (!TrySkipCharacter())
            {
                return false;
            }
        }

        field = text[start.._at];
        return true;
    }

    private bool TrySkipQuoted()
    {
        _at++;
        while (_at < text.Length && text[_at] is not ('"' or '\n'))
        {
            if (!TrySkipCharacter())
            {
                return false;
            }
        }

        if (_at == text.Length || text[_at] == '\n')
        {
            return Fail("a quotation mark is not closed on its line");
        }

        _at++;
        return true;
    }

    private bool TrySkipCharacter()
    {
        bool isEscape = text[_at] == '\\';
        _at++;
        if (!isEscape)
        {
            return true;
        }

        if (_at == text.Length || text[_at] is '\n' or '\r')
        {
            return Fail("a backslash stands at the end of a line");
        }

        _at++;
        return true;
    }

    private bool Fail(string why)
    {
        Why = why;
        return false;
    }
}

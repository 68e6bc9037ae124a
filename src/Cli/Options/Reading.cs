using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace DaneCore.Cli.Options;

/// <summary>
/// Options and arguments whose text is read into a value while the line is parsed: a command starts only when everything it was
/// given makes sense, files included. What does not is one complaint, in our words.
/// </summary>
internal static class Reading
{
    public static Option<T> One<T>(string name, string shown, string description, TryRead<T> read) =>
        new(name)
        {
            HelpName = shown,
            Description = description,
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = result => ReadFirst(result, name, read),
        };

    public static Option<T> OneOr<T>(string name, string shown, string description, T byDefault, TryRead<T> read)
    {
        Option<T> option = One(name, shown, description, read);
        option.DefaultValueFactory = _ => byDefault;
        return option;
    }

    /// <summary>A time in seconds. The help says the default in seconds too; <see cref="SecondsOr"/> reads it.</summary>
    public static Option<TimeSpan> Seconds(string name, string description, TimeSpan byDefault) => One<TimeSpan>(
        name, "SECONDS", string.Create(CultureInfo.InvariantCulture, $"{description} [default: {byDefault.TotalSeconds}]"), OptionText.Seconds);

    /// <summary>What was given, or the default.</summary>
    public static TimeSpan SecondsOr(ParseResult line, Option<TimeSpan> option, TimeSpan byDefault) =>
        line.GetResult(option) is null ? byDefault : line.GetValue(option);

    /// <summary>May be given several times, with one value each.</summary>
    public static Option<IReadOnlyList<T>> Many<T>(string name, string shown, string description, TryRead<T> read) =>
        new(name)
        {
            HelpName = shown,
            Description = description,
            Arity = ArgumentArity.OneOrMore,
            DefaultValueFactory = _ => [],
            CustomParser = result => ReadAll(result, name, read),
        };

    public static Argument<T> Argument<T>(string name, string description, TryRead<T> read) =>
        new(name)
        {
            Description = description,
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = result => ReadFirst(result, null, read),
        };

    public static Argument<IReadOnlyList<T>> Arguments<T>(string name, string description, TryRead<T> read) =>
        new(name)
        {
            Description = description,
            Arity = ArgumentArity.ZeroOrMore,
            DefaultValueFactory = _ => [],
            CustomParser = result => ReadAll(result, null, read),
        };

    /// <summary>True when the user wrote the option; a default leaves a result as well.</summary>
    public static bool IsGiven(SymbolResult line, Option option) => line.GetResult(option) is { Implicit: false };

    private static T? ReadFirst<T>(ArgumentResult result, string? name, TryRead<T> read) =>
        ReadAll(result, name, read) is [{ } value, ..] ? value : default;

    private static List<T> ReadAll<T>(ArgumentResult result, string? name, TryRead<T> read)
    {
        List<T> values = [];
        foreach (Token token in result.Tokens)
        {
            if (read(token.Value, out T? value, out string? why))
            {
                values.Add(value);
            }
            else
            {
                result.AddError(name is null ? why : $"{name}: {why}");
                break;
            }
        }

        return values;
    }
}

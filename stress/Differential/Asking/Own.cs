using DaneCore.Resolver;
using DaneCore.Resolver.Validation;
using DaneCore.Stress.Differential.Cases;

namespace DaneCore.Stress.Differential.Asking;

/// <summary>Our resolver over the replies of a table, without a socket.</summary>
internal static class Own
{
    public static async Task<Answer> AskAsync(ReplyTable table)
    {
        ResolverOptions options = new()
        {
            Anchors = table.World.Anchors,
            Policy = new ValidationPolicy { PrivateZonesAreInsecure = false },
            Cache = null,
        };
        StubResolver resolver = new(table, options);
        await using (resolver.ConfigureAwait(false))
        {
            return await resolver.LookupAsync(table.Plan.Question.Name, table.Plan.Question.Type).ConfigureAwait(false);
        }
    }

    public static Opinion OpinionOf(Answer answer) => new(
        answer.Security switch
        {
            SecurityStatus.Secure => Word.Secure,
            SecurityStatus.Insecure => Word.Insecure,
            SecurityStatus.Bogus => Word.Bogus,
            _ => Word.None,
        },

        // A CNAME that was asked for and that a DNAME made comes with the DNAME.
        Opinion.ContentOf(answer.Code, answer.Records.Where(record => record.Type == answer.Question.Type).Select(record => (ReadOnlyMemory<byte>)record.Data.ToCanonicalWire().ToArray())),
        $"{answer.Code} {answer.Why?.Kind} {answer.Why}");
}

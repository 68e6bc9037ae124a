namespace DaneCore.Resolver.Sources;

/// <summary>
/// Replies as they came, and when. Several replies to one question are those of several places, in order. As text:
/// <code>
/// ; danecore recording 1
/// at 2026-11-23T14:00:00Z
///
/// question www.example.com. IN A
/// server 192.0.2.53:53
/// wire AAEBIAABAAE...            the message in base 64, in as many lines as it takes
///
/// question example.com. IN DS
/// server 192.0.2.53:53
/// failed TimedOut UDP: no reply in time
/// </code>
/// A line that begins with a semicolon is a comment.
/// </summary>
internal sealed record Recording(DateTimeOffset At, IReadOnlyList<RecordedReply> Replies)
{
    internal const string Header = "; danecore recording 1";
    internal const string AtWord = "at";
    internal const string QuestionWord = "question";
    internal const string ServerWord = "server";
    internal const string WireWord = "wire";
    internal const string FailedWord = "failed";
}

namespace DaneCore.Cli.Output;

/// <summary>The object of <c>send</c> for several recipients: one object each, in the order they were given.</summary>
internal sealed record RecipientsJson(IReadOnlyList<RecipientJson> Results);

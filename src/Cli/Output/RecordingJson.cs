namespace DaneCore.Cli.Output;

/// <summary>The object of <c>record</c>.</summary>
internal sealed record RecordingJson(string File, string At, int Replies);

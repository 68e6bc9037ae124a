namespace DaneCore.Resolver.Transport;

/// <summary>What came of opening a connection: the stream, or why there is none.</summary>
internal readonly record struct OpenedStream(Stream? Stream, TransportReply.Failed? Failure);

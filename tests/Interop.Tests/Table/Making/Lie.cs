namespace DaneCore.Interop.Tests.Table.Making;

/// <summary>Questions at and below a name go to a server with a zone of its own making.</summary>
internal sealed record Lie(string AtAndBelow, Authority Server, SignedZone Zone);

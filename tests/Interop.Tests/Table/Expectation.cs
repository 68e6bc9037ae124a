using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Wire;

namespace DaneCore.Interop.Tests.Table;

/// <summary>What the RFCs make of a question: the verdict, the response code, and why it is not secure.</summary>
internal sealed record Expectation(SecurityStatus Status, ResponseCode Code, ReasonKind? Why)
{
    public static Expectation Secure { get; } = new(SecurityStatus.Secure, ResponseCode.NoError, null);

    public static Expectation SecureNxDomain { get; } = new(SecurityStatus.Secure, ResponseCode.NXDomain, null);

    public static Expectation Insecure(ReasonKind why, bool exists = true) =>
        new(SecurityStatus.Insecure, exists ? ResponseCode.NoError : ResponseCode.NXDomain, why);

    public static Expectation Bogus(ReasonKind why) => new(SecurityStatus.Bogus, ResponseCode.ServFail, why);

    public static Expectation Undecided(ReasonKind why) => new(SecurityStatus.Indeterminate, ResponseCode.ServFail, why);

    public override string ToString() =>
        Why is { } why ? $"{PeerVerdict.Word(Status)}: {why}" : Code == ResponseCode.NXDomain ? "secure: NXDOMAIN" : "secure";
}

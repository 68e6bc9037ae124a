namespace DaneCore.Interop.Tests.Delivery;

/// <summary>A real mail server that stores what it takes, for everybody but <c>refused</c>, whom it does not know.</summary>
internal interface IMailStore : IAsyncDisposable
{
    Maildir Mail { get; }

    /// <summary>What the server logged.</summary>
    string Log { get; }
}

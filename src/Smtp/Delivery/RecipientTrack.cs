using DaneCore.Smtp.Protocol;

namespace DaneCore.Smtp.Delivery;

/// <summary>One recipient on its way: what failed so far, and in the end what came of it. The first word that settles it is the last.</summary>
internal sealed class RecipientTrack(EnvelopeRecipient recipient)
{
    private readonly List<DeliveryFailure> _failures = [];
    private RecipientOutcome? _outcome;
    private string? _waived;

    public EnvelopeRecipient Recipient { get; } = recipient;

    /// <summary>True while another way may be tried.</summary>
    public bool IsOpen => _outcome is null;

    /// <summary>One way did not do.</summary>
    public void Fail(DeliveryFailure failure) => _failures.Add(failure);

    /// <summary>The policies are let go: what they kept it from counts no more, and is remembered. Gives what they would have said.</summary>
    public string Waive()
    {
        string told = Told().Reason;
        _waived ??= told;
        _failures.RemoveAll(failure => failure.IsWaivable);
        return told;
    }

    public void Settle(RecipientOutcome outcome) => _outcome = outcome;

    /// <summary>What came of it: settled, or else what its failures come to.</summary>
    public RecipientOutcome Conclude(bool isRouteSecure)
    {
        if (_outcome is not null)
        {
            return _outcome with { Waived = _outcome.IsDelivered ? _waived : null };
        }

        DeliveryFailure told = Told();

        // Over only if it is over with every host: another one may take it tomorrow.
        bool isPermanent = _failures.TrueForAll(failure => failure.IsPermanent);
        string where = told.Host is null || told.Ground == FailureGround.Reach && told.Address is null
            ? ""
            : $"{HostText.Of(told.Host)}{(told.Address is null ? "" : $" at {told.Address}")}: ";
        return new RecipientOutcome
        {
            Recipient = Recipient,
            IsTransient = !isPermanent,
            Host = told.Host,
            Address = told.Address,
            IsRouteSecure = isRouteSecure,
            Code = (isPermanent ? told.Code.Permanent : told.Code.Transient).ToString(),
            FinalCode = told.Code.Permanent.ToString(),
            ResultType = told.ResultType,
            Reply = told.Reply,
            Reason = where + told.Reason,
        };
    }

    // What a server said of this recipient says most. Else a bounce speaks of the host of best preference, and there an
    // address that answered says more than one that could not be reached.
    private DeliveryFailure Told()
    {
        if (_failures.Find(failure => failure.Ground == FailureGround.Recipient) is { } said)
        {
            return said;
        }

        DeliveryFailure first = _failures[0];
        return _failures.Find(failure => Equals(failure.Host, first.Host) && failure.Ground != FailureGround.Reach) ?? first;
    }
}

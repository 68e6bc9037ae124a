using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using DaneCore.Smtp.Protocol;

namespace DaneCore.Smtp.Session;

/// <summary>A reply, or why none came: exactly one of the two.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SmtpReceipt(SmtpReply? Reply, SmtpLoss? Loss)
{
    /// <summary>True when a reply came.</summary>
    [MemberNotNullWhen(true, nameof(Reply))]
    [MemberNotNullWhen(false, nameof(Loss))]
    public bool IsReply => Reply is not null;
}

using System.Runtime.InteropServices;
using DaneCore.Smtp.Session;

namespace DaneCore.Smtp.Transaction;

/// <summary>A reply that is due.</summary>
/// <param name="Phase">To what.</param>
/// <param name="Place">For which recipient, by place; of no meaning where the reply is for none, and below zero where it is for all.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Awaited(SmtpPhase Phase, int Place);

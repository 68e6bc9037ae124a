namespace DaneCore.Stress.Faults;

/// <summary>A flood of made-up replies during one query.</summary>
internal sealed record FloodPlan(FloodOrigin Origin, FloodPlace TrueReply, bool WithTcp, int Count);

using DaneCore.Resolver.Wire;

namespace DaneCore.Resolver.Validation.Explaining;

/// <summary>
/// Makes a tree of the steps of a verdict: from each trust anchor down through DS and keys to the answer and its proofs. Judges
/// nothing; it puts into order and words what the evidence says.
/// </summary>
public static class Explanation
{
    /// <summary>The tree of an answer; one root per trust anchor that a chain hangs from.</summary>
    /// <param name="evidence">The steps of the verdict, from the anchor downwards.</param>
    /// <param name="status">The verdict.</param>
    /// <param name="why">The reason for it; null when secure.</param>
    /// <param name="question">What was asked.</param>
    /// <param name="instant">When it was judged.</param>
    public static IReadOnlyList<ExplanationStep> Of(
        IReadOnlyList<Evidence> evidence, SecurityStatus status, Reason? why, Question question, DateTimeOffset instant)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(question);
        List<Node> roots = [];
        Dictionary<DomainName, Node> keys = [];
        Dictionary<DomainName, Node> delegations = [];
        Node? last = null;
        foreach (Evidence step in evidence)
        {
            Node node = new(step);
            if (step.Kind == EvidenceKind.ZoneKeys)
            {
                Node above = delegations.TryGetValue(step.Name, out Node? delegation) ? delegation : Root(roots, step.Name);
                above.Below.Add(node);
                keys[step.Name] = node;
            }
            else
            {
                Node? zone = step.Zone is { } apex && keys.TryGetValue(apex, out Node? signer) ? signer : null;
                (zone ?? last ?? Root(roots, null)).Below.Add(node);
                if (step.Kind == EvidenceKind.Delegation)
                {
                    delegations[step.Name] = node;
                }
            }

            // What is further down hangs below keys and delegations; a proof or a signature leads nowhere.
            last = step.Kind is EvidenceKind.ZoneKeys or EvidenceKind.Delegation ? node : last;
        }

        Evidence? end = status == SecurityStatus.Secure ? null : evidence.FirstOrDefault(step => step.Status != SecurityStatus.Secure);
        if (end is null && why is not null && status != SecurityStatus.Secure)
        {
            // No step of its own tells why the chain ends, as when a negative trust anchor stands above or every DS is unusable.
            ExplanationStep ending = Ending(status, why, question);
            if (last is null)
            {
                return [ending];
            }

            last.Endings.Add(ending);
        }

        return [.. roots.Select(root => ToStep(root, end, why, question, instant))];
    }

    private static Node Root(List<Node> roots, DomainName? zone)
    {
        Node? root = roots.Find(known => zone is null || known.Anchor?.Equals(zone) == true);
        if (root is null)
        {
            root = new Node(null) { Anchor = zone };
            roots.Add(root);
        }

        return root;
    }

    private static ExplanationStep ToStep(Node node, Evidence? end, Reason? why, Question question, DateTimeOffset instant)
    {
        ExplanationStep[] below = [.. node.Below.Select(child => ToStep(child, end, why, question, instant))];
        if (node.Evidence is not { } step)
        {
            return new ExplanationStep
            {
                Status = SecurityStatus.Secure,
                Text = node.Anchor is null ? "no trust anchor led anywhere" : $"a trust anchor of {node.Anchor} is where trust begins",
                Rfc = "RFC 4035 section 4.4",
                Steps = below,
            };
        }

        bool ends = ReferenceEquals(step, end);
        return new ExplanationStep
        {
            Evidence = step,
            Status = step.Status,
            Text = StepWords.Of(step),
            Rfc = step.Rfc,
            Left = step.Expiration - instant,
            IsWhereItEnds = ends,
            Mending = ends && why is not null ? ReasonMending.Of(why.Kind) : null,
            Steps = [.. below, .. node.Endings, .. step.Basis.Distinct().Select(basis => Basis(basis, step, question, instant))],
        };
    }

    private static ExplanationStep Basis(Evidence basis, Evidence proof, Question question, DateTimeOffset instant) => new()
    {
        Evidence = basis,
        Status = basis.Status,
        Text = DenialWords.Of(basis, proof, question) ?? StepWords.Of(basis),
        Rfc = basis.Rfc,
        Left = basis.Expiration - instant,
        Steps = [.. basis.Basis.Select(below => Basis(below, proof, question, instant))],
    };

    private static ExplanationStep Ending(SecurityStatus status, Reason why, Question question) => new()
    {
        Status = status,
        Text = $"{question}: {why.Text}",
        Rfc = why.Rfc,
        IsWhereItEnds = true,
        Mending = ReasonMending.Of(why.Kind),
    };

    private sealed record Node(Evidence? Evidence)
    {
        public DomainName? Anchor { get; init; }

        public List<Node> Below { get; } = [];

        public List<ExplanationStep> Endings { get; } = [];
    }
}

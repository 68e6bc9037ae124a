using System.Text;
using DaneCore.Resolver.Validation;
using DaneCore.Resolver.Validation.Denial;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Resolver.Wire.Text;

namespace DaneCore.Resolver.Cache;

/// <summary>
/// The denial records kept of one zone. Hands out, for a name, the few that can say something about it, to the same predicates that
/// judge a reply. NSEC3 records are kept only as long as the zone does not change its salt or iterations.
/// </summary>
internal sealed class KeptDenials(DomainName zone, int bound)
{
    private readonly Lock _lock = new();
    private readonly OrderedDenials<DomainName> _byName = new(bound, Comparer<DomainName>.Default);
    private readonly OrderedDenials<byte[]> _byHash = new(bound, Comparer<byte[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right)));
    private (SecureRecordSet Set, Window Window)? _soa;
    private Nsec3Rdata? _parameters;

    public void Keep(SecureRecordSet soa, IEnumerable<SecureRecordSet> denials, DateTimeOffset latest, DateTimeOffset now)
    {
        lock (_lock)
        {
            _soa = (soa, new Window(now, Window.Earlier(soa.ValidUntil, latest)));
            foreach (SecureRecordSet set in denials.Where(set => !set.IsWildcardExpansion))
            {
                // RFC 9077 section 3: no denial outlives the negative TTL of its zone, which the SOA here already has.
                SecureRecordSet bounded = set.LoweredTo(soa.Set.Ttl);
                Window window = new(now, Window.Earlier(bounded.ValidUntil, latest));
                switch (set.Set.Data)
                {
                    case [NsecRdata]:
                        _byName.Put(set.Set.Owner, bounded, window);
                        break;
                    case [Nsec3Rdata { IsOptOut: false } nsec3] when TryHash(set.Set.Owner, out byte[] hash):
                        KeepHashed(hash, nsec3, bounded, window);
                        break;
                }
            }
        }
    }

    public ZoneDenials? At(DateTimeOffset now, int maxIterations, HashMemo hashes)
    {
        lock (_lock)
        {
            if (_soa is not { } soa || !soa.Window.Holds(now))
            {
                return null;
            }

            List<IDenialRecords> families = [];
            if (_byName.Count > 0)
            {
                families.Add(new ByName(this, now));
            }

            if (_byHash.Count > 0)
            {
                families.Add(new ByHash(this, now, maxIterations, hashes));
            }

            return new ZoneDenials(Aged(soa.Set, soa.Window, now), families);
        }
    }

    private void KeepHashed(byte[] hash, Nsec3Rdata nsec3, SecureRecordSet set, Window window)
    {
        if (_parameters is { } last && (last.Iterations != nsec3.Iterations || !last.Salt.Span.SequenceEqual(nsec3.Salt.Span)))
        {
            _byHash.Clear();
        }

        _parameters = nsec3;
        _byHash.Put(hash, set, window);
    }

    private static bool TryHash(DomainName owner, out byte[] hash)
    {
        hash = [];
        return !owner.IsRoot && Base32Hex.TryDecode(Encoding.Latin1.GetString(owner.Label(0)), out hash!);
    }

    private static SecureRecordSet Aged(SecureRecordSet set, Window window, DateTimeOffset now) => set.Aged((uint)(now - window.From).TotalSeconds);

    /// <summary>The NSEC that matches a name, or stands before it: no other can cover it.</summary>
    private sealed class ByName(KeptDenials kept, DateTimeOffset now) : IDenialRecords
    {
        public NameFinding About(DomainName name) => Near(name).About(name);

        public NameFinding Covering(DomainName nextCloser) => Near(nextCloser).Covering(nextCloser);

        private NsecDenial Near(DomainName name)
        {
            lock (kept._lock)
            {
                return new NsecDenial(kept.ZoneName, kept._byName.AtOrBefore(name, now, wraps: false) is var (set, window) ? [Aged(set, window, now)] : []);
            }
        }
    }

    /// <summary>For a name and each of its ancestors, the NSEC3 that matches its hash or stands before it.</summary>
    private sealed class ByHash(KeptDenials kept, DateTimeOffset now, int maxIterations, HashMemo hashes) : IDenialRecords
    {
        public NameFinding About(DomainName name) => Near(name).About(name);

        public NameFinding Covering(DomainName nextCloser) => Near(nextCloser).Covering(nextCloser);

        private Nsec3Denial Near(DomainName name)
        {
            List<SecureRecordSet> near = [];
            lock (kept._lock)
            {
                if (kept._parameters is { } parameters && parameters.Iterations <= maxIterations)
                {
                    for (int labels = name.LabelCount; labels >= kept.ZoneName.LabelCount; labels--)
                    {
                        if (hashes.Of(name.Ancestor(labels), parameters.Salt.Span, parameters.Iterations) is { } hash
                            && kept._byHash.AtOrBefore(hash, now, wraps: true) is var (set, window))
                        {
                            near.Add(Aged(set, window, now));
                        }
                    }
                }
            }

            return new Nsec3Denial(kept.ZoneName, near.DistinctBy(set => set.Set.Owner), maxIterations, hashes);
        }
    }

    private DomainName ZoneName => zone;
}

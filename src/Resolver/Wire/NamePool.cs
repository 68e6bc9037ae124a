namespace DaneCore.Resolver.Wire;

/// <summary>
/// The last few names of a message that is being read: most of its names are one of them, and then are one object. Belongs to one reading, on one
/// thread.
/// </summary>
internal sealed class NamePool
{
    // The question, the zone, and a name or two beside them.
    private const int Kept = 4;

    private readonly DomainName?[] _names = new DomainName?[Kept];
    private int _next;

    public DomainName Of(NameView view)
    {
        if (view.IsRoot)
        {
            return DomainName.Root;
        }

        foreach (DomainName? name in _names)
        {
            if (name is not null && view.IsExactly(name))
            {
                return name;
            }
        }

        DomainName made = view.ToName();
        _names[_next] = made;
        _next = (_next + 1) % Kept;
        return made;
    }
}

using DaneCore.Fuzz.Targets;

namespace DaneCore.Fuzz;

/// <summary>Every target there is. A new parser gets a class in Targets, a line here, and a folder in corpus.</summary>
internal static class Catalog
{
    public static IReadOnlyList<IFuzzTarget> Targets { get; } =
    [
        new MessageTarget(),
        new StreamFramesTarget(),
        new HttpsReplyTarget(),
        new DomainNameTextTarget(),
        new RecordTextTarget(),
        new ZoneFileTarget(),
        new TypeBitmapTarget(),
        new SmtpReplyTarget(),
        new MailboxTarget(),
        new TlsaTextTarget(),
        new PeerChainTarget(),
        new TrustAnchorTarget(),
        new RootAnchorsXmlTarget(),
        new AnchorSignatureTarget(),
        new AnchorStateTarget(),
        new ValidationTarget(),
        new ResolvConfTarget(),
        new RecordingTarget(),
        new SmtpSessionTarget(),
        new EdnsTarget(),
        new CapabilitiesTarget(),
        new MessageBodyTarget(),
        new MessageTransferTarget(),
        new MailDeliveryTarget(),
        new CommandLineTarget(),
    ];

    /// <summary>Targets that have to break: they show that the machinery notices.</summary>
    public static IReadOnlyList<IFuzzTarget> Faulty { get; } = [new NeverHoldsTarget(), new NeverEndsTarget()];

    public static IFuzzTarget? Find(string name) => Targets.Concat(Faulty).FirstOrDefault(target => target.Name == name);
}

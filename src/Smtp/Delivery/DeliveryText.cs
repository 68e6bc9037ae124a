namespace DaneCore.Smtp.Delivery;

/// <summary>Words of reports about deliveries.</summary>
internal static class DeliveryText
{
    public static string? Of(DeliverySecurity security) => security switch
    {
        DeliverySecurity.Authenticated => "authenticated",
        DeliverySecurity.Encrypted => "encrypted",
        DeliverySecurity.Cleartext => "cleartext",
        _ => null,
    };
}

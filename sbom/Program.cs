namespace DaneCore.Sbom;

/// <summary>Prints what ships, as CycloneDX: <c>./sbom.sh</c>.</summary>
internal static class Program
{
    /// <returns>0 when printed, 2 when the packages are not there to be read.</returns>
    private static async Task<int> Main(string[] arguments)
    {
        string root = arguments is [var folder] ? folder : Directory.GetCurrentDirectory();
        try
        {
            string text = BomDocument.Write(Shipment.Read(root));
            await Console.Out.WriteAsync(text).ConfigureAwait(false);
            return 0;
        }
        catch (Exception fault) when (fault is IOException or FormatException)
        {
            await Console.Error.WriteLineAsync($"{fault.Message}; run: dotnet restore DaneCore.sln").ConfigureAwait(false);
            return 2;
        }
    }
}

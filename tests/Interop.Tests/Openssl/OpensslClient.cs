using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using DaneCore.Dane;
using DaneCore.Support.Certificates;

namespace DaneCore.Interop.Tests.Openssl;

/// <summary>
/// <c>openssl s_client</c> with the same records, name, instant and roots as we have. As Postfix does, it looks at no name under usage 3 and
/// lets the security level alone, so that certificates and not the local policy decide.
/// </summary>
internal static partial class OpensslClient
{
    public static async Task<string> VersionAsync() => (await Tool.RunAsync(Path.GetTempPath(), "openssl", "version")).Trim();

    public static async Task<MatrixVerdict> JudgeAsync(MatrixCase tried, IPEndPoint server, string rootsFile)
    {
        List<string> arguments =
        [
            "s_client", "-connect", server.ToString(), "-servername", tried.Shape.ServerName, "-brief", "-verify_return_error",
            "-cipher", "DEFAULT@SECLEVEL=0", "-auth_level", "0", "-no-CApath", "-no-CAstore",
            "-attime", TestCertificate.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            "-dane_tlsa_domain", MatrixCase.Host.ToString().TrimEnd('.'), "-dane_ee_no_namechecks",
        ];
        arguments.AddRange(tried.IsPkix ? ["-CAfile", rootsFile] : ["-no-CAfile"]);
        foreach (TlsaRecord record in tried.Records)
        {
            arguments.AddRange(["-dane_tlsa_rrdata", record.ToString()]);
        }

        (int code, string output, string errors) = await Tool.TryRunAsync(Path.GetTempPath(), "openssl", [.. arguments]);
        string said = string.Join("; ", (errors + output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        if (said.Contains("Failed to import any TLSA records", StringComparison.Ordinal))
        {
            return new MatrixVerdict("unusable", said);
        }

        // A bare key has no place in the chain: OpenSSL names the depth of what it signed, and we that of who signed.
        Match matched = MatchedAt().Match(said);
        int depth = matched.Success ? int.Parse(matched.Groups["depth"].Value, CultureInfo.InvariantCulture) : 0;
        return code == 0 && said.Contains("Verification: OK", StringComparison.Ordinal) && matched.Success
            ? new MatrixVerdict(MatrixVerdict.Matched(matched.Groups["signed"].Success ? depth + 1 : depth), said)
            : VerifyError().Match(said) is { Success: true } error ? new MatrixVerdict("mismatched", error.Value)
            : new MatrixVerdict("nothing", said);
    }

    [GeneratedRegex("DANE TLSA [^;]* (matched|(?<signed>signed)) [^;]* at depth (?<depth>[0-9]+)")]
    private static partial Regex MatchedAt();

    [GeneratedRegex("verify error:num=[^;]*")]
    private static partial Regex VerifyError();
}

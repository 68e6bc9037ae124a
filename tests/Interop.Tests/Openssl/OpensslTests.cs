using System.Collections.Concurrent;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using DaneCore.Dane;
using DaneCore.Lab.Mail;
using DaneCore.Support;

namespace DaneCore.Interop.Tests.Openssl;

/// <summary>
/// Our judgement beside that of OpenSSL, from which Postfix and Exim take theirs: the same records, the same certificates, the same instant. Where they
/// differ <c>interop/openssl-differences.md</c> says which section decides, no less and no more.
/// </summary>
public sealed class OpensslTests
{
    private const int FewestCases = 1000;

    [InteropFact]
    public async Task Matrix_BesideOpenssl_DiffersOnlyWhereASectionDecides()
    {
        MatrixCase[] cases = [.. ShapeCatalogue.All.SelectMany(RecordCatalogue.For), .. RecordCatalogue.Sets(ShapeCatalogue.All[0])];
        Assert.True(cases.Length >= FewestCases, $"cases are missing: {cases.Length}");
        Assert.Equal(cases.Length, cases.Select(one => one.Name).Distinct().Count());
        OpensslDifferences explained = await OpensslDifferences.ReadAsync();
        string version = await OpensslClient.VersionAsync();
        byte[] roots = Encoding.ASCII.GetBytes(PemEncoding.WriteString("CERTIFICATE", ShapeCatalogue.Root.Octets));
        Assert.True(TrustRoots.TryRead(roots, out TrustRoots? trusted, out _));
        string rootsFile = Path.GetTempFileName();
        ConcurrentDictionary<MatrixCase, MatrixResult> results = [];
        try
        {
            await File.WriteAllBytesAsync(rootsFile, roots, TestContext.Current.CancellationToken);
            Dictionary<string, LabTlsIdentity> identities = Identities();
            await using var server = LoopbackTlsServer.Start(name => identities[name!]);
            await Parallel.ForEachAsync(
                cases,
                new ParallelOptions { MaxDegreeOfParallelism = 2 * Environment.ProcessorCount, CancellationToken = TestContext.Current.CancellationToken },
                async (one, _) => results[one] = new MatrixResult(
                    one, MatrixVerdict.Of(one.Judge(trusted)), await OpensslClient.JudgeAsync(one, server.EndPoint, rootsFile)));
        }
        finally
        {
            File.Delete(rootsFile);
        }

        MatrixResult[] ordered = [.. cases.Select(one => results[one])];
        await WriteAsync(MatrixText.Of(version, ordered, explained), ordered);
        string[] problems =
        [
            .. ordered.Where(result => !result.Agrees && explained.SectionFor(result) is null).Select(result => $"unexplained: {result}"),
            .. explained.Stale(ordered),
        ];
        Assert.True(problems.Length == 0, $"{string.Join('\n', problems)}\nwith {version}; the whole table is in artifacts/interop/openssl.md");
    }

    /// <summary>What the platform hands on of a chain is what was sent: the verdict inside a handshake is that over the octets.</summary>
    [InteropFact]
    public async Task Handshake_OverEveryChain_ComesToTheVerdictOverItsOctets()
    {
        Dictionary<string, LabTlsIdentity> identities = Identities();
        await using var server = LoopbackTlsServer.Start(name => identities[name!]);
        List<string> problems = [];
        foreach (ChainShape shape in ShapeCatalogue.All)
        {
            TlsaRecord[] records = [shape.Server.Record(CertificateUsage.DaneEe), shape.Issuers.Values.First().Record(CertificateUsage.DaneTa, Selector.Cert)];
            foreach (TlsaRecord record in records)
            {
                MatrixCase one = new(shape, record.ToString(), [record]);
                DaneHandshake handshake = new(MatrixCase.Verifier(UsageProfile.Smtp, TrustRoots.None), TlsaRecordSet.FromTrustedInput(record), new ReferenceNames(MatrixCase.Host)) { RefusesInside = false };
                handshake.Options.TargetHost = shape.ServerName;
                using TcpClient socket = new();
                await socket.ConnectAsync(server.EndPoint, TestContext.Current.CancellationToken);
                await using SslStream stream = new(socket.GetStream());
                await stream.AuthenticateAsClientAsync(handshake.Options, TestContext.Current.CancellationToken);
                DaneOutcome expected = one.Judge(TrustRoots.None);
                if ((expected.Status, expected.Reason) != (handshake.Outcome.Status, handshake.Outcome.Reason))
                {
                    problems.Add($"{one.Name}: {expected.Reason}, and in the handshake {handshake.Outcome.Reason}");
                }
            }
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    private static Dictionary<string, LabTlsIdentity> Identities() => ShapeCatalogue.All.ToDictionary(
        shape => shape.ServerName,
        shape => new LabTlsIdentity([.. shape.Sent.Select(certificate => (ReadOnlyMemory<byte>)certificate.Octets)], shape.Server.PrivateKey));

    private static async Task WriteAsync(string table, IEnumerable<MatrixResult> results)
    {
        string folder = Directory.CreateDirectory(Path.Combine(TestData.Repository, "artifacts", "interop")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "openssl.md"), table, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "openssl-said.txt"), string.Join('\n', results.Where(result => !result.Agrees)) + "\n", TestContext.Current.CancellationToken);
    }
}

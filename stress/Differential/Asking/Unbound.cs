using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using DaneCore.Resolver.Wire;
using DaneCore.Resolver.Wire.Rdata;
using DaneCore.Stress.Differential.Cases;

namespace DaneCore.Stress.Differential.Asking;

/// <summary>The validator of Unbound, in this process. A context for each case: nothing is remembered from one to the next.</summary>
internal sealed class Unbound(IPEndPoint server) : IPeer
{
    private const int Internet = 1;

    // No more than a case needs; nothing but what the replies say; no second thoughts that take time.
    private static readonly (string Option, string Value)[] Options =
    [
        ("module-config:", "validator iterator"), ("do-not-query-localhost:", "no"), ("do-ip6:", "no"), ("qname-minimisation:", "no"), ("aggressive-nsec:", "no"),
        ("trust-anchor-signaling:", "no"), ("root-key-sentinel:", "no"), ("use-syslog:", "no"), ("logfile:", "/dev/null"), ("verbosity:", "0"),
        ("msg-cache-size:", "256k"), ("rrset-cache-size:", "512k"), ("key-cache-size:", "256k"), ("neg-cache-size:", "64k"), ("msg-cache-slabs:", "1"),
        ("rrset-cache-slabs:", "1"), ("key-cache-slabs:", "1"), ("infra-cache-slabs:", "1"), ("infra-cache-numhosts:", "100"), ("outgoing-range:", "32"), ("outgoing-num-tcp:", "2"),
    ];

    public string Name => "libunbound";

    public string Version => Marshal.PtrToStringUTF8(UnboundLibrary.Version()) ?? "";

    // Waits until it is done; on a thread of its own, since the server it asks is here too.
    public Task<Opinion> AskAsync(ReplyTable table) => Task.Factory.StartNew(() => Ask(table), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private Opinion Ask(ReplyTable table)
    {
        IntPtr context = UnboundLibrary.Create();
        try
        {
            foreach ((string option, string value) in Options)
            {
                Check(UnboundLibrary.SetOption(context, option, value), option);
            }

            Check(UnboundLibrary.SetForwarder(context, string.Create(CultureInfo.InvariantCulture, $"{server.Address}@{server.Port}")), "the forwarder");
            Check(UnboundLibrary.AddAnchor(context, $". IN DS {table.World.Anchors.Anchors[0].Data}"), "the anchor");
            Question question = table.Plan.Question;
            int failed = UnboundLibrary.Resolve(context, question.Name.ToString(), (int)question.Type, Internet, out IntPtr result);
            if (failed != 0)
            {
                return new Opinion(Word.None, null, string.Create(CultureInfo.InvariantCulture, $"error {failed}"));
            }

            try
            {
                return Read(Marshal.PtrToStructure<UnboundResult>(result), question.Type);
            }
            finally
            {
                UnboundLibrary.Free(result);
            }
        }
        finally
        {
            UnboundLibrary.Delete(context);
        }
    }

    private static Opinion Read(UnboundResult result, RecordType type)
    {
        string why = Marshal.PtrToStringUTF8(result.WhyBogus) ?? "";
        var code = (ResponseCode)result.Code;
        Word word = result.IsBogus != 0 ? Word.Bogus
            : code is not (ResponseCode.NoError or ResponseCode.NXDomain or ResponseCode.YXDomain) ? Word.None
            : result.IsSecure != 0 ? Word.Secure
            : Word.Insecure;
        List<ReadOnlyMemory<byte>> data = [];
        for (int at = 0; result.Data != IntPtr.Zero && Marshal.ReadIntPtr(result.Data, at * IntPtr.Size) is var octets && octets != IntPtr.Zero; at++)
        {
            byte[] copy = new byte[Marshal.ReadInt32(result.Lengths, at * sizeof(int))];
            Marshal.Copy(octets, copy, 0, copy.Length);
            data.Add(RdataReader.TryReadOwned(type, copy, out Rdata? read) ? read.ToCanonicalWire().ToArray() : copy);
        }

        return new Opinion(word, Opinion.ContentOf(code, data), $"{code} {why}");
    }

    private static void Check(int code, string what)
    {
        if (code != 0)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"libunbound refuses {what}: {code}"));
        }
    }
}

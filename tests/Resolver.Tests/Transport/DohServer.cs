using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using DaneCore.Lab.Mail;
using DaneCore.Resolver.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DaneCore.Resolver.Tests.Transport;

/// <summary>A server for DNS over HTTPS, by the platform's own web server; what it answers is up to the test.</summary>
internal sealed class DohServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly X509Certificate2 _certificate;
    private readonly ConcurrentQueue<DohRequest> _requests = new();

    private DohServer(Func<HttpContext, Message, Task> answer, LabCertificate certificate, HttpProtocols protocols)
    {
        _certificate = certificate.ToPlatform();
        X509Certificate2Collection between = [X509CertificateLoader.LoadCertificate(DnsCertificates.Between.Der.Span)];
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listening =>
        {
            listening.Protocols = protocols;
            listening.UseHttps(https =>
            {
                https.ServerCertificate = _certificate;
                https.ServerCertificateChain = between;
            });
        }));
        _app = builder.Build();
        _app.Run(async context =>
        {
            using MemoryStream body = new();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            Message? query = Message.TryRead(body.ToArray(), out Message? read, out _) ? read : null;
            HttpRequest request = context.Request;
            _requests.Enqueue(new DohRequest(
                request.Protocol, request.Method, request.Host.Value ?? "", request.Path, request.ContentType ?? "", request.Headers.Accept.ToString(),
                [.. request.Headers.Keys], body.ToArray(), context.Connection.Id));
            await answer(context, query ?? new Message());
        });
    }

    public int Port => new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;

    public IReadOnlyList<DohRequest> Requests => [.. _requests];

    public static async Task<DohServer> StartAsync(
        Func<HttpContext, Message, Task> answer, LabCertificate? certificate = null, HttpProtocols protocols = HttpProtocols.Http1AndHttp2)
    {
        DohServer server = new(answer, certificate ?? DnsCertificates.Good, protocols);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>Answers from the zones, as it should.</summary>
    public static Task Sound(HttpContext context, Message query) => SendAsync(context, SmallInternet.Zones.Answer(query).ToWire());

    public static async Task SendAsync(HttpContext context, byte[] octets, string type = "application/dns-message")
    {
        context.Response.ContentType = type;
        await context.Response.Body.WriteAsync(octets, context.RequestAborted);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate.Dispose();
    }
}

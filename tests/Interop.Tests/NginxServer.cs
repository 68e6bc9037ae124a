using System.Globalization;
using System.Net;

namespace DaneCore.Interop.Tests;

/// <summary>nginx in the foreground, with one certificate, on a loopback address.</summary>
internal sealed class NginxServer : IAsyncDisposable
{
    private readonly RunningServer _server;

    private NginxServer(RunningServer server, IPEndPoint endPoint)
    {
        _server = server;
        EndPoint = endPoint;
    }

    public IPEndPoint EndPoint { get; }

    /// <summary>Starts it with the certificate and key of the two files; it answers every request with the text.</summary>
    public static async Task<NginxServer> StartAsync(string folder, string certificateFile, string keyFile, string text)
    {
        IPEndPoint endPoint = new(IPAddress.Loopback, Servers.FreePort());
        string config = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(config, string.Create(CultureInfo.InvariantCulture, $$"""
            daemon off;
            pid {{folder}}/nginx.pid;
            error_log stderr;
            worker_processes 1;
            events { }
            http {
                access_log off;
                client_body_temp_path {{folder}}/body; proxy_temp_path {{folder}}/proxy; fastcgi_temp_path {{folder}}/fastcgi;
                uwsgi_temp_path {{folder}}/uwsgi; scgi_temp_path {{folder}}/scgi;
                server {
                    listen {{endPoint}} ssl http2;
                    ssl_certificate {{certificateFile}};
                    ssl_certificate_key {{keyFile}};
                    location / { default_type text/plain; return 200 "{{text}}"; }
                }
            }
            """));
        return new NginxServer(await RunningServer.StartAsync(endPoint, folder, "nginx", "-p", folder, "-c", config), endPoint);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}

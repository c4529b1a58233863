using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Samples.Tests.Seizure;

/// <summary>A real PostgreSQL server in a temporary folder; skips the test where none is installed.</summary>
internal sealed class PostgresServer : IDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly string _programs;

    public PostgresServer()
    {
        const string Installed = "/usr/lib/postgresql";
        string? programs = Directory.Exists(Installed)
            ? Directory.GetDirectories(Installed).Select(folder => Path.Combine(folder, "bin")).Where(folder => File.Exists(Path.Combine(folder, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
            : null;
        if (programs is null)
        {
            Assert.Skip($"PostgreSQL is not installed: there is no initdb in {Installed}/*/bin.");
        }

        _programs = programs;
        _folder = new TemporaryFolder();
        if (IsRoot)
        {
            // The server refuses to run as root.
            Execute("chown", "postgres", _folder.Path);
        }

        int port = FreePort();
        string data = _folder.PathOf("data");
        Server("initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--no-sync");
        Server("pg_ctl", "-D", data, "-w", "-l", _folder.PathOf("log"), "-o", $"-p {port} -k {_folder.Path} -c listen_addresses=127.0.0.1 -c fsync=off", "start");
        Connection = string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username=tester;Database=postgres;Pooling=false");
    }

    public string Connection { get; }

    private static bool IsRoot => Environment.UserName == "root";

    public void Dispose()
    {
        Server("pg_ctl", "-D", _folder.PathOf("data"), "-m", "immediate", "-w", "stop");
        _folder.Dispose();
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Server(string program, params string[] arguments)
    {
        string path = Path.Combine(_programs, program);
        if (IsRoot)
        {
            Execute("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments]);
        }
        else
        {
            Execute(path, arguments);
        }
    }

    // Output is not redirected: the server keeps it open, so its end would never come.
    private void Execute(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", program, .. arguments]) { WorkingDirectory = _folder.Path })!;
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}

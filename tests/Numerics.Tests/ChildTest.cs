using System.Diagnostics;
using Xunit;

namespace DeepHealth.Numerics.Tests;

/// <summary>Runs a test in a process of its own, with settings that a process reads when it starts.</summary>
internal static class ChildTest
{
    /// <summary>Runs the test, which must pass.</summary>
    /// <param name="tests">Class of the test.</param>
    /// <param name="method">Its method.</param>
    /// <param name="environment">Variables and values.</param>
    public static void Run(Type tests, string method, params IEnumerable<(string Name, string Value)> environment)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(tests.Assembly.Location);
        }

        foreach (string argument in new[] { "--filter-method", $"{tests.FullName}.{method}" })
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process child = Process.Start(start)!;
        Task<string> error = child.StandardError.ReadToEndAsync();
        string output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        Assert.True(child.ExitCode == 0, output + error.Result);
    }
}

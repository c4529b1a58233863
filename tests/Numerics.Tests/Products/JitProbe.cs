using System.Diagnostics;
using System.Reflection;
using Xunit;

namespace DeepHealth.Numerics.Tests;

/// <summary>Runs one test of this assembly in a child process with the JIT's listing turned on.</summary>
internal static class JitProbe
{
    /// <summary>The listings of some methods; skips the test where the library was compiled for debugging.</summary>
    /// <param name="tests">Class of the test to run.</param>
    /// <param name="probe">Its method.</param>
    /// <param name="methods">Methods to list, a pattern for <c>DOTNET_JitDisasm</c>.</param>
    public static IReadOnlyList<JitListing> ListingsOf(Type tests, string probe, string methods)
    {
        bool isDebug = typeof(MatrixProduct).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled ?? false;
        Assert.SkipWhen(isDebug, "The library was compiled for debugging, and the JIT does not optimise it.");
        string file = Path.GetTempFileName();
        try
        {
            ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
            if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            {
                start.ArgumentList.Add(tests.Assembly.Location);
            }

            foreach (string argument in new[] { "--filter-method", $"{tests.FullName}.{probe}" })
            {
                start.ArgumentList.Add(argument);
            }

            start.Environment["DOTNET_JitDisasm"] = methods;
            start.Environment["DOTNET_JitStdOutFile"] = file;
            using Process child = Process.Start(start)!;
            Task<string> error = child.StandardError.ReadToEndAsync();
            string output = child.StandardOutput.ReadToEnd();
            child.WaitForExit();
            Assert.True(child.ExitCode == 0, output + error.Result);
            return JitListing.Parse(File.ReadAllText(file));
        }
        finally
        {
            File.Delete(file);
        }
    }
}

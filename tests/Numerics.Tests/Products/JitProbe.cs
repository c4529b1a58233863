using System.Diagnostics;
using System.Reflection;
using DeepHealth.TestKit;
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
        using TemporaryFile file = new(".txt");
        ChildTest.Run(tests, probe, ("DOTNET_JitDisasm", methods), ("DOTNET_JitStdOutFile", file));
        return JitListing.Parse(File.ReadAllText(file));
    }
}

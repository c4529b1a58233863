using Xunit;

namespace DeepHealth.Architecture.Tests;

/// <summary>Assertions over lists of violations.</summary>
internal static class Listing
{
    /// <summary>Fails with every entry on a line of its own.</summary>
    public static void AssertEmpty(IEnumerable<string> violations)
    {
        string[] all = [.. violations];
        Assert.True(all.Length == 0, $"{all.Length} found:{Environment.NewLine}{string.Join(Environment.NewLine, all)}");
    }
}

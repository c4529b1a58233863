using Xunit;

namespace DeepHealth.Dicom.Tests;

/// <summary>Tests that need the native library.</summary>
internal static class NativeNeed
{
    /// <summary>Skips the calling test, saying why, where a transfer syntax cannot be decoded.</summary>
    public static void Require(params string[] uids)
    {
        foreach (string uid in uids)
        {
            if (FormatReport.NativeNeed.OfSyntax(uid) is { } reason)
            {
                Assert.Skip(reason);
            }
        }
    }
}

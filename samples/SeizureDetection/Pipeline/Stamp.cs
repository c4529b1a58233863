using System.Security.Cryptography;
using System.Text;
using DeepHealth.Numerics;

namespace DeepHealth.Samples.SeizureDetection.Pipeline;

/// <summary>Remembers of what an output was made, in a small file beside it, so that finished work is not done again.</summary>
/// <remarks>The stamp is written after the output. A run killed between the two does that output again, with the same bytes.</remarks>
internal static class Stamp
{
    private const string Extension = ".done";

    /// <summary>One word for all that an output depends on.</summary>
    public static string Key(params ReadOnlySpan<string> parts)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts!))));

    /// <summary>The content of a file as one word.</summary>
    public static string HashOf(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>Whether the output is there and was made of what the key says.</summary>
    public static bool IsCurrent(string output, string key)
    {
        string stamp = output + Extension;
        return File.Exists(output) && File.Exists(stamp) && File.ReadAllText(stamp) == Content(output, key);
    }

    /// <summary>Says that the output is complete.</summary>
    public static void Write(string output, string key) => AtomicFile.WriteText(output + Extension, Content(output, key));

    /// <summary>Removes an output that its input no longer gives.</summary>
    public static void Remove(string output)
    {
        File.Delete(output + Extension);
        File.Delete(output);
    }

    private static string Content(string output, string key) => FormattableString.Invariant($"{key} {new FileInfo(output).Length}\n");
}

using System.Globalization;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>Small files of many sampling factors, and damaged ones, decode to what libjpeg-turbo decodes, bit by bit.</summary>
public sealed class JpegGoldenTests
{
    public static TheoryData<string> Names => [.. File.ReadLines(Repository.PathOf("tests", "Golden", "jpeg", "goldens.txt")).Select(line => line.Split(' ')[0])];

    [Theory]
    [MemberData(nameof(Names))]
    public void Files_are_equal_to_libjpeg(string name)
    {
        string[] golden = File.ReadLines(Repository.PathOf("tests", "Golden", "jpeg", "goldens.txt")).Select(line => line.Split(' ')).Single(parts => parts[0] == name);
        CodedPixels pixels = JpegDecoder.Decode(Convert.FromHexString(golden[2]), name, convertColor: true, 1 << 20);
        ulong hash = 14695981039346656037;
        foreach (byte sample in pixels.Samples.Span)
        {
            hash = unchecked((hash ^ sample) * 1099511628211);
        }

        Assert.Equal(golden[1], hash.ToString("x16", CultureInfo.InvariantCulture));

        // Of the damaged files those are told apart in which units are missing.
        bool told = ImageFile.Read(Convert.FromHexString(golden[2])).Metadata.TryGet(ImageMetadata.IsIncomplete, out bool incomplete) && incomplete;
        Assert.True(!told || name.StartsWith("damage", StringComparison.Ordinal), name);
        Assert.True(told || name is not ("damage_1" or "damage_3" or "damage_7"), name);
    }
}

namespace DeepHealth.FormatReport;

/// <summary>Compares lossy samples with a decoder that may round in another way: by at most 2 each, or by 2 on average where chroma was halved.</summary>
public static class LossySamples
{
    private const double Tolerance = 2;

    /// <summary>How far the samples differ; null where that is allowed.</summary>
    /// <param name="actual">Little-endian samples.</param>
    /// <param name="expected">As many samples of the reference.</param>
    /// <param name="width">Bytes of a sample, 1 or 2; those of 2 are signed, which makes no difference below 15 bits.</param>
    /// <param name="isSubsampled">Whether chroma was halved: decoders enlarge it in different ways.</param>
    public static string? Fault(ReadOnlySpan<byte> actual, ReadOnlySpan<byte> expected, int width, bool isSubsampled)
    {
        if (actual.Length != expected.Length)
        {
            return $"has {actual.Length} bytes of samples, expected {expected.Length}";
        }

        int most = 0;
        double sum = 0;
        for (int i = 0; i < actual.Length; i += width)
        {
            int difference = Math.Abs(width == 1 ? actual[i] - expected[i] : BitConverter.ToInt16(actual[i..]) - BitConverter.ToInt16(expected[i..]));
            most = Math.Max(most, difference);
            sum += difference;
        }

        double mean = sum * width / actual.Length;
        return (isSubsampled ? mean : most) <= Tolerance ? null : $"differs by up to {most}, by {mean:0.###} on average";
    }
}

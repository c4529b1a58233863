using DeepHealth.Numerics;

namespace DeepHealth.Ecvl;

/// <summary>Bounds memory by what was allowed and by what the file can hold, before it is taken.</summary>
internal static class JpegMemory
{
    // An image of this size may be shown gray where a small file has no data for it; larger ones must have a bit for each block, or sample of a lossless frame.
    private const long FreeBytes = 64L << 20;

    /// <summary>Checks the pixels and the rows that decoding keeps, and the coefficients where they are sure to be needed.</summary>
    public static void CheckFrame(JpegFile file, JpegFrame frame)
    {
        if (frame.IsProgressive)
        {
            CheckCoefficients(file, frame);
        }

        long samples = (long)frame.Width * frame.Height * frame.Components.Length;
        int sampleBytes = frame.Bits <= 8 ? 1 : 2;
        long rows = frame.IsLossless ? 0 : sampleBytes == 1 ? JpegRowWriter<byte>.Bytes(frame) : JpegRowWriter<ushort>.Bytes(frame);
        Check(file, frame, (samples * sampleBytes) + rows, samples * sampleBytes, frame.IsLossless ? samples : Coefficients(frame) / 128);
    }

    /// <summary>Checks the coefficients of a frame of several scans, besides its pixels.</summary>
    public static void CheckCoefficients(JpegFile file, JpegFrame frame)
    {
        long pixels = (long)frame.Width * frame.Height * frame.Components.Length * (frame.Bits <= 8 ? 1 : 2);
        long most = frame.Components.Max(JpegCoefficients.Bytes);
        Check(file, frame, pixels + Coefficients(frame), most, Coefficients(frame) / 128);
    }

    private static long Coefficients(JpegFrame frame) => frame.Components.Sum(JpegCoefficients.Bytes);

    private static void Check(JpegFile file, JpegFrame frame, long bytes, long largest, long leastBits)
    {
        string size = $"{frame.Width} x {frame.Height} pixels of {frame.Components.Length} components with {frame.Bits} bits";
        if (bytes > file.MaximumBytes || largest > BufferPool.MaxBytes)
        {
            throw file.Fault($"{size} need {bytes} bytes of memory{(frame.IsProgressive ? " with the coefficients of a progressive frame" : string.Empty)}, the limit is {Math.Min(file.MaximumBytes, BufferPool.MaxBytes)}.");
        }

        if (bytes > FreeBytes && leastBits / 8 > file.Source.Data.Length)
        {
            throw file.Fault($"{size} need at least {leastBits / 8} bytes of data, the file has {file.Source.Data.Length}.");
        }
    }
}

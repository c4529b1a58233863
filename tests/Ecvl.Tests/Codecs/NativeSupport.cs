using Xunit;

namespace DeepHealth.Ecvl.Tests;

/// <summary>What tests of native codecs share.</summary>
internal static class NativeSupport
{
    /// <summary>Skips the calling test, saying why, where a codec is not there.</summary>
    public static void Require(NativeCodec codec)
    {
        if (!NativeCodecs.IsAvailable(codec, out string reason))
        {
            Assert.Skip(reason);
        }
    }

    /// <summary>Skips the calling test where the codec that a golden file is named after is not there.</summary>
    public static void RequireFor(string name)
    {
        if (Missing(name) is string reason)
        {
            Assert.Skip(reason);
        }
    }

    /// <summary>Why a golden file of this name cannot be read here; null where it can.</summary>
    public static string? Missing(string name)
    {
        NativeCodec? codec = name.Split('_')[0] switch { "zstd" => NativeCodec.Zstandard, "lzma" => NativeCodec.Lzma, "webp" => NativeCodec.WebP, _ => null };
        return codec is null || NativeCodecs.IsAvailable(codec.Value, out string reason) ? null : reason;
    }

    /// <summary>Samples with smooth parts and noise that fill their bits, the extremes among them.</summary>
    public static CodedPixels Pixels(int width, int height, int components, int bits, bool isSigned, int seed)
    {
        Random random = new(seed);
        int bytes = bits <= 8 ? 1 : bits <= 16 ? 2 : 4;
        byte[] samples = new byte[width * height * components * bytes];
        long least = isSigned ? -(1L << (bits - 1)) : 0;
        long most = least + (1L << bits) - 1;
        for (int i = 0; i < samples.Length / bytes; i++)
        {
            int x = i / components % width;
            double smooth = 0.5 + (0.4 * Math.Sin((x * 0.2) + (i / components / width * 0.1) + (i % components)));
            long value = i == 0 ? least : i == 1 ? most : Math.Clamp(least + (long)(smooth * (most - least)) + random.Next(-3, 4), least, most);
            BitConverter.GetBytes((int)value).AsSpan(0, bytes).CopyTo(samples.AsSpan(i * bytes));
        }

        return new CodedPixels(width, height, components, bits, isSigned, samples);
    }

    /// <summary>The values of samples.</summary>
    public static long[] Values(CodedPixels pixels)
    {
        ReadOnlySpan<byte> bytes = pixels.Samples.Span;
        long[] values = new long[bytes.Length / pixels.BytesPerSample];
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> sample = bytes.Slice(i * pixels.BytesPerSample, pixels.BytesPerSample);
            values[i] = pixels.BytesPerSample switch
            {
                1 => pixels.IsSigned ? (sbyte)sample[0] : sample[0],
                2 => pixels.IsSigned ? BitConverter.ToInt16(sample) : BitConverter.ToUInt16(sample),
                _ => pixels.IsSigned ? BitConverter.ToInt32(sample) : BitConverter.ToUInt32(sample),
            };
        }

        return values;
    }
}

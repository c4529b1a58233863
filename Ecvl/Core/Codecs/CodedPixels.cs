namespace DeepHealth.Ecvl;

/// <summary>The samples of one picture as a compressed stream holds them: before any conversion of colours, shared by image files and DICOM frames.</summary>
public sealed class CodedPixels
{
    /// <summary>Describes samples.</summary>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="components">Samples per pixel, at least 1.</param>
    /// <param name="bits">Significant bits of a sample, 1 … 32.</param>
    /// <param name="isSigned">Whether samples are two's complement numbers, extended to the whole of their bytes.</param>
    /// <param name="samples">Interleaved samples, row after row from the top: a byte each for up to 8 bits, two for up to 16, else four; little endian.</param>
    /// <exception cref="ImageException">A size is out of range, or the samples have another length.</exception>
    public CodedPixels(int width, int height, int components, int bits, bool isSigned, Memory<byte> samples)
    {
        if (width < 1 || height < 1 || components < 1 || bits is < 1 or > 32)
        {
            throw new ImageException($"CodedPixels: {width} x {height} pixels of {components} samples with {bits} bits; sizes are at least 1, bits 1 to 32.");
        }

        Width = width;
        Height = height;
        Components = components;
        Bits = bits;
        IsSigned = isSigned;
        Samples = samples;
        long expected = (long)width * height * components * BytesPerSample;
        if (samples.Length != expected)
        {
            throw new ImageException($"CodedPixels: {width} x {height} pixels of {components} samples with {BytesPerSample} bytes need {expected} bytes, got {samples.Length}.");
        }
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Samples per pixel.</summary>
    public int Components { get; }

    /// <summary>Significant bits of a sample.</summary>
    public int Bits { get; }

    /// <summary>Whether samples are two's complement numbers.</summary>
    public bool IsSigned { get; }

    /// <summary>Bytes of a sample: 1, 2 or 4.</summary>
    public int BytesPerSample => Bits <= 8 ? 1 : Bits <= 16 ? 2 : 4;

    /// <summary>Interleaved samples, row after row from the top, little endian.</summary>
    public Memory<byte> Samples { get; }
}

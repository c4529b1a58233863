using DeepHealth.Numerics;

namespace DeepHealth.Ecvl;

/// <summary>The samples of one component, padded to whole blocks.</summary>
internal sealed unsafe class JpegPlane : IDisposable
{
    private readonly PinnedBuffer _buffer;

    /// <param name="width">Samples of a row with padding.</param>
    /// <param name="height">Rows with padding.</param>
    public JpegPlane(int width, int height)
    {
        Width = width;
        Height = height;
        _buffer = BufferPool.Shared.Rent(checked(width * height * sizeof(ushort)));
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Address of a row.</summary>
    public ushort* Row(int y) => (ushort*)_buffer.Address + ((nint)y * Width);

    /// <summary>Repeats the last column and the last row into the padding.</summary>
    /// <param name="width">Columns that are there.</param>
    /// <param name="height">Rows that are there.</param>
    public void Pad(int width, int height)
    {
        for (int y = 0; y < height; y++)
        {
            ushort* row = Row(y);
            new Span<ushort>(row + width, Width - width).Fill(row[width - 1]);
        }

        for (int y = height; y < Height; y++)
        {
            new Span<ushort>(Row(height - 1), Width).CopyTo(new Span<ushort>(Row(y), Width));
        }
    }

    /// <summary>Halves the samples along x, and along y too where asked: means, rounded down and up in turn, as libjpeg does.</summary>
    public JpegPlane Halved(bool both)
    {
        JpegPlane half = new(Width / 2, both ? Height / 2 : Height);
        for (int y = 0; y < half.Height; y++)
        {
            ushort* to = half.Row(y);
            ushort* from = Row(both ? 2 * y : y);
            ushort* below = both ? Row((2 * y) + 1) : from;
            for (int x = 0; x < half.Width; x++)
            {
                int sum = from[2 * x] + from[(2 * x) + 1];
                to[x] = (ushort)(both ? (sum + below[2 * x] + below[(2 * x) + 1] + 1 + (x & 1)) >> 2 : (sum + (x & 1)) >> 1);
            }
        }

        return half;
    }

    /// <inheritdoc/>
    public void Dispose() => _buffer.Dispose();
}

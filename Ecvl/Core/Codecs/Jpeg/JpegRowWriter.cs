using System.Numerics;
using System.Runtime.CompilerServices;
using DeepHealth.Numerics;

namespace DeepHealth.Ecvl;

/// <summary>Takes blocks of coefficients, unit row after unit row, and writes rows of pixels as soon as their neighbours are there.</summary>
/// <remarks>Of every component the last three unit rows are kept: a row of the one before is made of it, the one above and the one below.</remarks>
/// <typeparam name="T">Type of a sample: byte for 8 bits, ushort for 12.</typeparam>
internal sealed unsafe class JpegRowWriter<T> : IDisposable
    where T : unmanaged, IBinaryInteger<T>
{
    private const int KeptUnits = 3;

    // Vector loops read and write this many samples too many.
    private const int Slack = 64;

    private readonly JpegFrame _frame;
    private readonly JpegColor _color;
    private readonly T* _destination;
    private readonly JpegRing<T>[] _rings;
    private readonly PinnedBuffer _memory;
    private readonly ushort* _sums;

    public JpegRowWriter(JpegFrame frame, JpegColor color, T* destination)
    {
        _frame = frame;
        _color = color;
        _destination = destination;
        _rings = new JpegRing<T>[frame.Components.Length];
        long lineSamples = (frame.UnitsWide * 8L * frame.MostH) + Slack;
        _memory = BufferPool.Shared.Rent((int)((Bytes(frame) + 63) / 64 * 64));
        T* at = (T*)_memory.Address;
        _sums = (ushort*)_memory.Address + 32;
        at += (lineSamples + 64) * sizeof(ushort) / sizeof(T);
        for (int i = 0; i < _rings.Length; i++)
        {
            JpegComponent component = frame.Components[i];
            nint stride = component.StoredBlocksWide * 8;
            T* line = at;
            at += lineSamples;
            _rings[i] = new JpegRing<T>(component, at, stride, KeptUnits * 8 * component.V, line);
            at += (stride * KeptUnits * 8 * component.V) + Slack;
        }
    }

    /// <summary>Bytes of working memory for a frame.</summary>
    public static long Bytes(JpegFrame frame)
    {
        long line = (frame.UnitsWide * 8L * frame.MostH) + Slack;
        long bytes = (line + 64) * sizeof(ushort);
        foreach (JpegComponent component in frame.Components)
        {
            bytes += (line + (component.StoredBlocksWide * 8L * KeptUnits * 8 * component.V) + Slack) * sizeof(T);
        }

        return bytes;
    }

    /// <summary>Takes a block.</summary>
    /// <param name="component">Number of the component.</param>
    /// <param name="x">Column of blocks.</param>
    /// <param name="y">Row of blocks.</param>
    /// <param name="block">Coefficients.</param>
    /// <param name="onlyDc">Whether all but the first are 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(int component, int x, int y, short* block, bool onlyDc)
    {
        ref readonly JpegRing<T> ring = ref _rings[component];
        fixed (short* steps = ring.Component.Quantization)
        {
            JpegInverseDct.Transform(block, steps, onlyDc, ring.Row(y * 8) + (x * 8), ring.Stride);
        }
    }

    /// <summary>Writes what a complete unit row makes possible.</summary>
    /// <param name="unit">Number of the unit row; they come in order.</param>
    public void FinishUnit(int unit)
    {
        int height = 8 * _frame.MostV;
        int last = unit == _frame.UnitsHigh - 1 ? _frame.Height : unit * height;
        T** rows = stackalloc T*[4];
        for (int y = Math.Max(0, (unit - 1) * height); y < last; y++)
        {
            for (int i = 0; i < _rings.Length; i++)
            {
                rows[i] = Row(in _rings[i], y);
            }

            JpegColors.Convert(rows, _rings.Length, _color, _destination + ((long)y * _frame.Width * _rings.Length), _frame.Width);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();

    // A component's row, as wide as the picture.
    private T* Row(in JpegRing<T> ring, int y)
    {
        JpegComponent component = ring.Component;
        int scaleX = _frame.MostH / component.H;
        int scaleY = _frame.MostV / component.V;
        bool smooth = component.H * scaleX == _frame.MostH && component.V * scaleY == _frame.MostV && !_frame.RepeatsSamples;
        if (smooth && scaleX == 2 && scaleY <= 2 && component.Width > 2)
        {
            int nearRow = scaleY == 2 ? y >> 1 : y;
            T* near = ring.Row(nearRow);
            JpegUpsampler.Sum(near, scaleY == 2 ? Beside(in ring, y) : near, scaleY == 1, _sums, component.Width);
            if (scaleY == 2)
            {
                JpegUpsampler.Double(_sums, ring.Line, component.Width, 8, 7, 4);
            }
            else
            {
                JpegUpsampler.Double(_sums, ring.Line, component.Width, 1, 2, 2);
            }

            return ring.Line;
        }

        if (smooth && scaleX == 1 && scaleY == 2)
        {
            JpegUpsampler.Between(ring.Row(y >> 1), Beside(in ring, y), ring.Line, component.Width, (y & 1) == 0 ? 1 : 2);
            return ring.Line;
        }

        T* row = ring.Row(y * component.V / _frame.MostV);
        if (component.H == _frame.MostH)
        {
            return row;
        }

        JpegUpsampler.Repeat(row, ring.Line, _frame.Width, component.H, _frame.MostH);
        return ring.Line;
    }

    // The farther of the two rows of a component with half as many: above for even rows of the picture, below for odd ones.
    private static T* Beside(in JpegRing<T> ring, int y)
        => ring.Row(Math.Clamp((y >> 1) + ((y & 1) == 0 ? -1 : 1), 0, ring.Component.Height - 1));
}

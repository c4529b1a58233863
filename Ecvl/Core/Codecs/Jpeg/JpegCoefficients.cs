using DeepHealth.Numerics;

namespace DeepHealth.Ecvl;

/// <summary>The coefficients of all components, for frames of several scans.</summary>
internal sealed unsafe class JpegCoefficients : IDisposable
{
    private readonly PinnedBuffer[] _buffers;
    private readonly int[] _wide;

    public JpegCoefficients(JpegFrame frame)
    {
        _buffers = new PinnedBuffer[frame.Components.Length];
        _wide = new int[frame.Components.Length];
        for (int i = 0; i < _buffers.Length; i++)
        {
            _wide[i] = frame.Components[i].StoredBlocksWide;
            _buffers[i] = BufferPool.Shared.Rent((int)Bytes(frame.Components[i]));
            _buffers[i].AsSpan<byte>().Clear();
        }
    }

    /// <summary>Bytes that a component's coefficients take.</summary>
    public static long Bytes(JpegComponent component) => 128L * component.StoredBlocksWide * component.StoredBlocksHigh;

    /// <summary>Address of a block.</summary>
    public short* Block(int component, int x, int y) => (short*)_buffers[component].Address + (64 * (((nint)y * _wide[component]) + x));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PinnedBuffer buffer in _buffers)
        {
            buffer.Dispose();
        }
    }
}

using System.Diagnostics.CodeAnalysis;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Scratch memory of one thread that grows to the largest size asked for and stays.</summary>
internal sealed unsafe class Workspace
{
    [ThreadStatic]
    private static Workspace? t_current;

    private readonly PinnedBuffer?[] _slots = new PinnedBuffer?[(int)WorkspaceSlot.Result + 1];

    private Workspace()
    {
    }

    /// <summary>Memory of this thread for <paramref name="count"/> floats, undefined content, 64-byte aligned.
    /// It is good until this thread takes the same slot again.</summary>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The slot owns the buffer.")]
    public static float* Take(WorkspaceSlot slot, long count)
    {
        Workspace workspace = t_current ??= new Workspace();
        ref PinnedBuffer? buffer = ref workspace._slots[(int)slot];
        long bytes = count * sizeof(float);
        if (buffer is null || buffer.Bytes < bytes)
        {
            buffer?.Dispose();
            buffer = null;
            buffer = BufferPool.Shared.Rent(checked((int)Math.Max(bytes, 4096)));
        }

        return (float*)buffer.Address;
    }
}

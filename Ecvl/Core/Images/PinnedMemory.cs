using System.Buffers;

namespace DeepHealth.Ecvl;

/// <summary>Holds foreign managed memory in place for as long as an image refers to it.</summary>
internal sealed unsafe class PinnedMemory(MemoryHandle handle)
{
    private MemoryHandle _handle = handle;

    ~PinnedMemory() => _handle.Dispose();

    public nint Address => (nint)_handle.Pointer;
}

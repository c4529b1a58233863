using System.Runtime.InteropServices;
using Xunit;

namespace DeepHealth.Numerics.Tests;

/// <summary>Bytes that end, on Linux, at a page that may not be read: a read past the end stops the test run.</summary>
internal sealed unsafe partial class GuardedMemory : IDisposable
{
    private const int ReadWritePrivateAnonymous = 0x22;
    private readonly nint _block;
    private readonly nuint _size;

    public GuardedMemory(int size)
    {
        nuint bytes = (nuint)size;
        if (!OperatingSystem.IsLinux())
        {
            _block = (nint)NativeMemory.AllocZeroed(bytes + 1);
            Start = (byte*)_block;
            return;
        }

        nuint page = (nuint)Environment.SystemPageSize;
        nuint usable = (bytes + page - 1) / page * page;
        _size = usable + page;
        _block = Map(0, _size, protection: 3, ReadWritePrivateAnonymous, -1, 0);
        Assert.True(_block > 0, "mmap failed.");
        Assert.Equal(0, Protect(_block + (nint)usable, page, protection: 0));
        Start = (byte*)(_block + (nint)(usable - bytes));
    }

    public byte* Start { get; }

    public void Dispose()
    {
        if (_size == 0)
        {
            NativeMemory.Free((void*)_block);
        }
        else
        {
            _ = Unmap(_block, _size);
        }
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nuint size, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(nint address, nuint size, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint address, nuint size);
}

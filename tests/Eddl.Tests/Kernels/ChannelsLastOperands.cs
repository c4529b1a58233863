using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>Makes tensors in channels-last memory for tests, and looks at them.</summary>
internal static class ChannelsLastOperands
{
    // Kernels work on addresses, which do not keep an operand that the test names for the last time in the call: more than one call has of them.
    private const int Held = 64;

    [ThreadStatic]
    private static Tensor[]? t_held;

    [ThreadStatic]
    private static int t_next;

    /// <summary>A contiguous tensor with uniform numbers in [-1, 1).</summary>
    public static Tensor Random(Shape shape, uint stream)
    {
        Tensor x = new(shape, DType.Float32, Device.Reference);
        new RandomSequence(11, stream).FillUniform(x.Floats(), -1, 1);
        return Hold(x);
    }

    /// <summary>The same elements with the channels last; the halo holds <paramref name="halo"/>.</summary>
    /// <param name="x">Contiguous tensor.</param>
    /// <param name="format">Format of its shape.</param>
    /// <param name="halo">0 where the kernel may read it, NaN where it must not.</param>
    public static Tensor Of(Tensor x, ChannelsLast format, float halo = 0)
    {
        Tensor result = format.Allocate(Device.Reference);
        result.StorageFloats().Fill(halo);
        SpanLoops.CopyToStrided(x.Floats(), result.StorageFloats(), result.Layout);
        return Hold(result);
    }

    /// <summary>Fails unless the elements are close and the halo holds what it held.</summary>
    public static void AssertClose(Tensor expected, Tensor actual, double tolerance, float halo = 0)
    {
        Close.Require(expected.ToArray().AsSpan(), actual.ToArray(), tolerance, $"{expected.Shape}");
        AssertHalo(actual, halo);
    }

    /// <summary>Fails unless all memory has the same bits, halos included.</summary>
    public static void AssertSameBits(Tensor expected, Tensor actual)
        => Assert.True(TestMemory.Bytes(expected.Storage).SequenceEqual(TestMemory.Bytes(actual.Storage)), $"The bits of {expected.Shape} differ.");

    /// <summary>Fails unless the halo, if there is one, holds what it held.</summary>
    public static void AssertHalo(Tensor x, float halo = 0)
    {
        if (x.ChannelsLast is { } format)
        {
            float[] memory = x.StorageFloats().ToArray();
            float[] cells = new float[x.Count];
            cells.AsSpan().Fill(halo);
            SpanLoops.CopyToStrided(cells, memory, format.Layout);
            Assert.True(memory.AsSpan().IndexOfAnyExcept(halo) < 0, $"The halo of {x.Shape} was written.");
        }
    }

    private static Tensor Hold(Tensor tensor)
    {
        t_held ??= new Tensor[Held];
        t_held[t_next++ % Held] = tensor;
        return tensor;
    }
}

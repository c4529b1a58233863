using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Rows of which every stride-th element counts.</summary>
internal static unsafe class StridedRow
{
    /// <summary><c>destination[i] = source[i·stride]</c>.</summary>
    public static void Gather(float* source, int stride, float* destination, int count)
    {
        if (stride == 1)
        {
            new ReadOnlySpan<float>(source, count).CopyTo(new Span<float>(destination, count));
            return;
        }

        nint i = 0;
        if (stride == 2 && Avx512F.IsSupported)
        {
            // Lanes 0, 2, … of two registers side by side. The last element read is source[2i + 31], so one step stays behind.
            Vector512<int> even = Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
            for (; i + 16 < count; i += 16)
            {
                Vector512<float> lower = Vector512.Load(source + (2 * i));
                Vector512<float> upper = Vector512.Load(source + (2 * i) + 16);
                Avx512F.PermuteVar16x32x2(lower, even, upper).Store(destination + i);
            }
        }

        for (; i < count; i++)
        {
            destination[i] = source[i * stride];
        }
    }

    /// <summary><c>destination[i·stride] += source[i]</c>.</summary>
    public static void ScatterAdd(float* source, float* destination, int stride, int count)
    {
        if (stride == 1)
        {
            Span<float> sum = new(destination, count);
            SpanLoops.Zip(default(Add), BroadcastClass.Same, sum, new ReadOnlySpan<float>(source, count), sum, 1, count);
            return;
        }

        nint i = 0;
        if (stride == 2 && Avx512F.IsSupported)
        {
            // Every second lane gets an element, the others -0: adding that changes no number. The last step stays behind, as above.
            Vector512<float> nothing = Vector512.Create(-0f);
            Vector512<int> lower = Vector512.Create(0, 16, 1, 16, 2, 16, 3, 16, 4, 16, 5, 16, 6, 16, 7, 16);
            Vector512<int> upper = Vector512.Create(8, 16, 9, 16, 10, 16, 11, 16, 12, 16, 13, 16, 14, 16, 15, 16);
            for (; i + 16 < count; i += 16)
            {
                Vector512<float> values = Vector512.Load(source + i);
                float* at = destination + (2 * i);
                (Vector512.Load(at) + Avx512F.PermuteVar16x32x2(values, lower, nothing)).Store(at);
                (Vector512.Load(at + 16) + Avx512F.PermuteVar16x32x2(values, upper, nothing)).Store(at + 16);
            }
        }

        for (; i < count; i++)
        {
            destination[i * stride] += source[i];
        }
    }
}

using System.Runtime.InteropServices;

namespace DeepHealth.Bench;

/// <summary>Three arrays that no cache holds.</summary>
internal sealed unsafe class TriadMemory : IDisposable
{
    /// <summary>Elements of each array: 128 MiB.</summary>
    public const int Elements = 1 << 25;

    /// <summary>Makes the arrays, all 1.</summary>
    public TriadMemory()
    {
        float* memory = (float*)NativeMemory.AlignedAlloc(3 * (nuint)Elements * sizeof(float), 64);
        A = memory;
        B = memory + Elements;
        C = memory + (2 * Elements);
        new Span<float>(A, Elements).Fill(1);
        new Span<float>(B, Elements).Fill(1);
        new Span<float>(C, Elements).Fill(1);
    }

    /// <summary>Bytes that a triad reads and writes.</summary>
    public static double Bytes => 3.0 * Elements * sizeof(float);

    /// <summary>Written.</summary>
    public float* A { get; }

    /// <summary>Read.</summary>
    public float* B { get; }

    /// <summary>Read.</summary>
    public float* C { get; }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => NativeMemory.AlignedFree(A);
}

using System.Numerics;
using DeepHealth.Numerics;

namespace DeepHealth.Bench;

/// <summary><c>a = b + s·c</c> over arrays that no cache holds (McCalpin, "Memory Bandwidth and Machine Balance in Current High Performance
/// Computers", 1995).</summary>
internal readonly unsafe struct TriadJob(TriadMemory memory, int parts) : IParallelJob
{
    private readonly float* _a = memory.A;
    private readonly float* _b = memory.B;
    private readonly float* _c = memory.C;
    private readonly int _parts = parts;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        nint start = TriadMemory.Elements / _parts * (nint)part;
        nint end = part == _parts - 1 ? TriadMemory.Elements : start + (TriadMemory.Elements / _parts);
        float* a = _a, b = _b, c = _c;
        Vector<float> factor = new(3f);
        nint i = start;
        for (; i <= end - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Store(Vector.Load(b + i) + (factor * Vector.Load(c + i)), a + i);
        }

        for (; i < end; i++)
        {
            a[i] = b[i] + (3 * c[i]);
        }
    }
}

using System.Numerics;
using System.Runtime.InteropServices;
using Xunit;

namespace DeepHealth.Signals.Tests;

/// <summary>Arrays that tests/Golden/signals/make_processing_goldens.py wrote one after another, each behind its length.</summary>
internal sealed class GoldenSequence(string name)
{
    private readonly double[] _values = Golden.Load(name);
    private int _at;

    /// <summary>The next array.</summary>
    public ReadOnlySpan<double> Next()
    {
        int length = (int)_values[_at];
        ReadOnlySpan<double> part = _values.AsSpan(_at + 1, length);
        _at += length + 1;
        return part;
    }

    /// <summary>Asserts that the next array equals.</summary>
    public void Check(ReadOnlySpan<double> actual, double relative = 1e-9) => Golden.Equal(Next(), actual, relative);

    /// <summary>Asserts that the next array, of complex numbers, equals.</summary>
    public void Check(ReadOnlySpan<Complex> actual, double relative = 1e-9) => Check(MemoryMarshal.Cast<Complex, double>(actual), relative);

    /// <summary>Asserts that every array has been seen.</summary>
    public void End() => Assert.Equal(_values.Length, _at);
}

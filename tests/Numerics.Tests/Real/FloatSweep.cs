namespace DeepHealth.Numerics.Tests;

/// <summary>Inputs for the float functions: special values, random bit patterns and dense sweeps of ranges.</summary>
internal static class FloatSweep
{
    public static readonly float[] Special =
    [
        0f, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, -float.Epsilon, 3 * float.Epsilon,
        1.17549435e-38f, -1.17549435e-38f, 1.1754942e-38f, float.MaxValue, float.MinValue, 1f, -1f, 0.5f, -0.5f, 1.5f, 2.5f, -2.5f, 2f, -2f,
        88.72283f, 88.722835f, 89f, 89.1f, -87.33655f, -87.5f, -103.27893f, -103.97208f, -103.97209f, -104f, -105f, 0.34f, 0.3466f, -0.3466f,
        9.02f, 9.03f, 3.93f, 4f, 0.70710677f, 0.70710683f, 1.4142135f, 1.4142137f, 65535.996f, 65536f, 65537f, 1e9f, -1e9f, 1e-20f, -1e-20f,
        0.99999994f, 1.0000001f, -0.99999994f, -0.5000001f, 3.1415927f, 1.5707964f, -3.1415927f, 8388608f, 16777216f,
    ];

    /// <summary>Every float pattern at a stride through all of them, the special values and points of the range where functions bend.</summary>
    public static float[] All(int count)
    {
        var values = new List<float>(Special);
        var random = new RandomSequence(7, 1);
        for (int i = 0; i < count; i++)
        {
            values.Add(BitConverter.UInt32BitsToSingle(random.Bits(i)));
            values.Add((random.Uniform(i + (1 << 28)) - 0.5f) * 220);
            values.Add((random.Uniform(i + (2 << 28)) - 0.5f) * 8);
        }

        return [.. values];
    }

    /// <summary>Evenly spaced numbers.</summary>
    public static float[] Range(double low, double high, int count)
    {
        var values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (float)(low + ((high - low) * i / (count - 1)));
        }

        return values;
    }

    /// <summary>Numbers spaced evenly in their logarithm, from a small to a large one.</summary>
    public static float[] Logarithmic(double low, double high, int count)
    {
        var values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (float)(low * Math.Pow(high / low, i / (count - 1.0)));
        }

        return values;
    }

    /// <summary>Distance of a float from the exact result in units in the last place of the correctly rounded float.</summary>
    public static double Ulp(float actual, double exact)
    {
        float nearest = (float)exact;
        if (float.IsNaN(nearest) || float.IsInfinity(nearest) || float.IsInfinity(actual))
        {
            return actual.Equals(nearest) ? 0 : double.PositiveInfinity;
        }

        float size = MathF.Abs(nearest);
        double spacing = size < 1.17549435e-38f ? float.Epsilon : (double)MathF.BitIncrement(size) - size;
        return double.IsInfinity(spacing) ? Math.Abs(actual - exact) / 2.028240960365167e31 : Math.Abs(actual - exact) / spacing;
    }
}

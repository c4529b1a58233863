namespace DeepHealth.Eddl;

/// <summary>One run of every operand of a normalisation's gradient.</summary>
internal unsafe struct CellGradientRun
{
    /// <summary>Input of the normalisation.</summary>
    public float* X;

    /// <summary>Result of the op behind it.</summary>
    public float* Y;

    /// <summary>Gradient of that result.</summary>
    public float* Dy;

    /// <summary>Gradient of the input, or null.</summary>
    public float* Dx;

    /// <summary>Gradient of what was added before the op, or null.</summary>
    public float* Dsummand;

    /// <summary>Whether Dx is added to.</summary>
    public bool Accumulate;

    /// <summary>Whether Dsummand is added to.</summary>
    public bool AccumulateSummand;

    /// <summary>Goes on by some elements.</summary>
    public void Advance(nint count)
    {
        X += count;
        Y += count;
        Dy += count;
        Dx = Dx == null ? null : Dx + count;
        Dsummand = Dsummand == null ? null : Dsummand + count;
    }
}

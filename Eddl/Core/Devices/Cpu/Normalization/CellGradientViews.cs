namespace DeepHealth.Eddl;

/// <summary>Operands of a normalisation's gradient with the channels last.</summary>
/// <param name="X">Input of the normalisation.</param>
/// <param name="Y">Result of the op behind it.</param>
/// <param name="Dy">Gradient of that result.</param>
/// <param name="Dx">Gradient of the input, or null.</param>
/// <param name="Dsummand">Gradient of what was added before the op, or null.</param>
/// <param name="Accumulate">Whether Dx is added to.</param>
/// <param name="AccumulateSummand">Whether Dsummand is added to.</param>
internal readonly record struct CellGradientViews(
    CellView X, CellView Y, CellView Dy, CellView? Dx, CellView? Dsummand, bool Accumulate, bool AccumulateSummand)
{
    /// <summary>Whether no operand has a halo.</summary>
    public bool IsGapless(in CellGrid grid)
        => X.IsGapless(grid) && Y.IsGapless(grid) && Dy.IsGapless(grid)
            && (Dx is not { } dx || dx.IsGapless(grid)) && (Dsummand is not { } dsummand || dsummand.IsGapless(grid));

    /// <summary>One run of every operand.</summary>
    public unsafe CellGradientRun At(in CellRun run) => new()
    {
        X = X.At(run),
        Y = Y.At(run),
        Dy = Dy.At(run),
        Dx = Dx is { } dx ? dx.At(run) : null,
        Dsummand = Dsummand is { } dsummand ? dsummand.At(run) : null,
        Accumulate = Accumulate,
        AccumulateSummand = AccumulateSummand,
    };
}

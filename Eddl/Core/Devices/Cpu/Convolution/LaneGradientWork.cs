namespace DeepHealth.Eddl;

/// <summary>Operands of a weight gradient whose channels lie in the lanes of a register, and the parts it is split into.</summary>
/// <param name="shape">Sizes.</param>
/// <param name="x">Input.</param>
/// <param name="dy">Output gradient.</param>
/// <param name="ranges">Ranges of the rows of outputs, each with sums of its own.</param>
/// <param name="splits">Parts that share the panels of channels.</param>
/// <param name="sums">Sums of all ranges and panels.</param>
internal readonly unsafe struct LaneGradientWork(in ConvolutionShape shape, in CellOperand x, in CellOperand dy, int ranges, int splits, float* sums)
{
    public readonly ConvolutionShape Shape = shape;
    public readonly ChannelsLast XFormat = x.Format;
    public readonly ChannelsLast DyFormat = dy.Format;
    public readonly int Ranges = ranges;
    public readonly int Splits = splits;

    /// <summary>First cell inside the halo of the input.</summary>
    public readonly float* X = x.Address;

    /// <summary>First cell inside the halo of the output gradient.</summary>
    public readonly float* Dy = dy.Address;

    public readonly float* Sums = sums;
}

using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Some rows, or a range of one row, of a broadcast pattern.</summary>
/// <param name="Class">How the smaller operand meets the block.</param>
/// <param name="Start">First element in the full operands.</param>
/// <param name="SmallStart">First element in the smaller operand.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">Columns.</param>
internal readonly unsafe record struct BroadcastBlock(BroadcastClass Class, nint Start, nint SmallStart, int Rows, int Columns)
{
    /// <summary>Elements of the smaller operand.</summary>
    public int SmallCount => new Broadcasting(1, Rows, Columns, Class, 0).SmallCount;

    /// <summary>The block of an operand of full size.</summary>
    public Span<float> Full(float* operand) => new(operand + Start, Rows * Columns);

    /// <summary>The elements of the smaller operand that the block meets.</summary>
    public Span<float> Small(float* operand) => new(operand + SmallStart, SmallCount);
}

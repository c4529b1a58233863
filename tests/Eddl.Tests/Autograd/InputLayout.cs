namespace DeepHealth.Eddl.Tests;

/// <summary>How an operand lies in the memory of the leaf it is a view of.</summary>
internal enum InputLayout
{
    /// <summary>The operand is the leaf.</summary>
    Contiguous,

    /// <summary>The axes of the leaf are in reverse order.</summary>
    Transposed,

    /// <summary>The operand is every second position of a larger leaf.</summary>
    Sliced,

    /// <summary>All axes of the leaf are walked backwards.</summary>
    Flipped,

    /// <summary>The first axis repeats one row of the leaf.</summary>
    Broadcast,

    /// <summary>The leaf itself is a transposed view.</summary>
    StridedLeaf,
}

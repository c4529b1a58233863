using DeepHealth.Numerics;

namespace DeepHealth.Eddl.Tests;

/// <summary>Makes the leaf for an operand, and the operand from the leaf.</summary>
internal static class InputLayouts
{
    public static Shape LeafShape(this InputLayout layout, Shape shape) => layout switch
    {
        InputLayout.Transposed or InputLayout.StridedLeaf => new Shape([.. shape.Sizes.ToArray().Reverse()]),
        InputLayout.Sliced => new Shape([.. shape.Sizes.ToArray().Select(size => (2 * size) + 1)]),
        InputLayout.Broadcast when shape.Rank > 0 && shape[0] > 0 => shape.With(0, 1),
        _ => shape,
    };

    /// <summary>The operand as a view of the leaf; recorded.</summary>
    public static Tensor View(this InputLayout layout, Tensor leaf, Shape shape) => layout switch
    {
        InputLayout.Transposed => Reversed(leaf),
        InputLayout.Sliced => leaf[[.. shape.Sizes.ToArray().Select(_ => Slice.Every(2, 1..))]],
        InputLayout.Flipped => leaf[[.. shape.Sizes.ToArray().Select(_ => Slice.Every(-1))]],
        InputLayout.Broadcast => leaf.BroadcastTo(shape),
        _ => leaf,
    };

    /// <summary>The leaf over its memory.</summary>
    public static Tensor Leaf(this InputLayout layout, Tensor memory) => layout == InputLayout.StridedLeaf ? Reversed(memory) : memory;

    private static Tensor Reversed(Tensor x) => x.Permute([.. Enumerable.Range(0, x.Rank).Reverse()]);
}

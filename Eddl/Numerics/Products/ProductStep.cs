namespace DeepHealth.Numerics;

/// <summary>What is to be done of a product whose parts share the packed panels of B: pack some terms of them, or multiply with them.</summary>
/// <remarks>The default is the whole product, whose parts pack for themselves.</remarks>
/// <typeparam name="TNumber">Type of the numbers.</typeparam>
/// <param name="panels">The shared panels, one after the other.</param>
/// <param name="first">First term of the sums.</param>
/// <param name="depth">Terms of the sums.</param>
/// <param name="isPacking">Whether B is packed rather than multiplied.</param>
internal readonly unsafe struct ProductStep<TNumber>(TNumber* panels, int first, int depth, bool isPacking)
    where TNumber : unmanaged
{
    public readonly TNumber* Panels = panels;
    public readonly int First = first;
    public readonly int Depth = depth;
    public readonly bool IsPacking = isPacking;

    /// <summary>Whether the product is computed at once.</summary>
    public bool IsWhole => Panels == null;

    /// <summary>The step of a part that begins at a column, the first of a panel.</summary>
    public ProductStep<TNumber> At(int column)
        => IsWhole ? default : new ProductStep<TNumber>(Panels + ((nint)column * Depth), First, Depth, IsPacking);
}

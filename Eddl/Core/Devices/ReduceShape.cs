namespace DeepHealth.Eddl;

/// <summary>A reduction over the middle axis of <c>[outer, size, inner]</c>.</summary>
/// <param name="Outer">Product of the axes before.</param>
/// <param name="Size">Elements combined into one.</param>
/// <param name="Inner">Product of the axes after.</param>
public readonly record struct ReduceShape(int Outer, int Size, int Inner);

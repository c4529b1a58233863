namespace DeepHealth.Numerics;

/// <summary>Computes products of one type of numbers on the calling thread, with the widest registers there are.</summary>
/// <typeparam name="TNumber">Type of the numbers.</typeparam>
internal unsafe interface IProductPath<TNumber>
    where TNumber : unmanaged
{
    /// <summary>Computes a product without empty sizes, or a step of one.</summary>
    void Run(in ProductOperands<TNumber> operands, in ProductStep<TNumber> step = default);

    /// <summary>Finishes C where there are no terms: C holds zeros, or what it is added to, and the bias.</summary>
    void Finish(TNumber* c, nint ldc, int rows, int columns);
}

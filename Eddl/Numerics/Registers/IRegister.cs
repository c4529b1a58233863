using System.Runtime.Intrinsics;

namespace DeepHealth.Numerics;

/// <summary>One vector register of single-precision numbers, as far as products, convolutions and sums need it.</summary>
/// <remarks>Such loops are written once over this interface, like the product over <see cref="IProductRegister{TNumber, TVector}"/>.</remarks>
/// <typeparam name="TVector">The register type.</typeparam>
internal unsafe interface IRegister<TVector> : IProductRegister<float, TVector>
    where TVector : struct
{
    /// <summary>Reads the first <paramref name="count"/> lanes, fewer than all, and touches no memory beyond; the others
    /// are <paramref name="otherwise"/>.</summary>
    static abstract TVector LoadFirst(float* source, int count, TVector otherwise);

    /// <summary>Writes all lanes past the caches, where the processor can; to an address that is a multiple of the size of the register.</summary>
    static abstract void StoreStreaming(TVector value, float* destination);

    /// <summary>Lane-wise difference.</summary>
    static abstract TVector Subtract(TVector left, TVector right);

    /// <summary>For each lane, the first lane of its group: where <see cref="Select"/> starts.</summary>
    /// <param name="size">Lanes of a group, a power of two that divides the register.</param>
    static abstract TVector GroupStarts(int size);

    /// <summary>For each lane, the lane after the one that <paramref name="lanes"/> names.</summary>
    static abstract TVector NextLanes(TVector lanes);

    /// <summary>Each lane takes the number of the lane that <paramref name="lanes"/> names, which must exist.</summary>
    static abstract TVector Select(TVector value, TVector lanes);

    /// <summary>The sums of the lanes of four registers.</summary>
    static abstract Vector128<float> SumFour(TVector a, TVector b, TVector c, TVector d);
}

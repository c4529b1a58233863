using System.Runtime.Intrinsics;

namespace DeepHealth.Eddl;

/// <summary>One vector register of floats, as far as the convolution and normalisation loops need it.</summary>
/// <remarks>An implementation is an empty struct given as a type argument: the JIT compiles each use for one instruction set, and every
/// call becomes one instruction.</remarks>
/// <typeparam name="TVector">The register type.</typeparam>
internal unsafe interface IFloatLanes<TVector>
    where TVector : struct
{
    /// <summary>Floats in a register.</summary>
    static abstract int Width { get; }

    /// <summary>Most rows of a tile of two registers per row whose sums stay in registers, beside two sources and one broadcast.</summary>
    static abstract int TileRows { get; }

    /// <summary>Most rows of a tile of four registers per row whose sums stay in registers, beside four sources and one more.</summary>
    static abstract int DotRows { get; }

    /// <summary>Zero in every lane.</summary>
    static abstract TVector Zero { get; }

    /// <summary>Reads <see cref="Width"/> floats; any address.</summary>
    static abstract TVector Load(float* source);

    /// <summary>Reads the first <paramref name="count"/> lanes, fewer than <see cref="Width"/>, and touches no memory beyond; the others
    /// are <paramref name="otherwise"/>.</summary>
    static abstract TVector LoadFirst(float* source, int count, TVector otherwise);

    /// <summary>Writes <see cref="Width"/> floats; any address.</summary>
    static abstract void Store(TVector value, float* destination);

    /// <summary>The same float in every lane.</summary>
    static abstract TVector Broadcast(float value);

    /// <summary>Lane-wise sum.</summary>
    static abstract TVector Add(TVector left, TVector right);

    /// <summary>Lane-wise difference.</summary>
    static abstract TVector Subtract(TVector left, TVector right);

    /// <summary>Lane-wise <c>left · right + addend</c>, rounded once.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    /// <summary>The sums of the lanes of four registers.</summary>
    static abstract Vector128<float> SumFour(TVector a, TVector b, TVector c, TVector d);
}

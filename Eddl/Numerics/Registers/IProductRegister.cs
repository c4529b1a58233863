namespace DeepHealth.Numerics;

/// <summary>One vector register of numbers of one type, as far as the matrix product needs it.</summary>
/// <remarks>The product is written once over this interface. An implementation is an empty struct given as a type
/// argument, so the JIT compiles each use for one instruction set and every call below becomes one instruction. A lane is one number of the
/// register; lane i holds the number at the lowest address plus i.</remarks>
/// <typeparam name="TNumber">The type of the numbers.</typeparam>
/// <typeparam name="TVector">The register type.</typeparam>
internal unsafe interface IProductRegister<TNumber, TVector>
    where TNumber : unmanaged
    where TVector : struct
{
    /// <summary>Numbers in a register.</summary>
    static abstract int Width { get; }

    /// <summary>Registers that a kernel may fill. Its tile has as many sums as fit beside the operands of one step.</summary>
    static abstract int Available { get; }

    /// <summary>Zero in every lane.</summary>
    static abstract TVector Zero { get; }

    /// <summary>Reads <see cref="Width"/> numbers; any address.</summary>
    static abstract TVector Load(TNumber* source);

    /// <summary>Whether a masked load costs no more than a whole one, so that it may stand in an inner loop.</summary>
    static abstract bool HasMasks { get; }

    /// <summary>The mask of the first <paramref name="count"/> lanes; all lanes where it is <see cref="Width"/> or more.</summary>
    static abstract TVector FirstLanes(int count);

    /// <summary>Reads the lanes of the mask and touches no memory of the others, which are 0.</summary>
    static abstract TVector LoadMasked(TNumber* source, TVector mask);

    /// <summary>Writes the lanes of the mask and touches no memory of the others.</summary>
    static abstract void StoreMasked(TVector value, TNumber* destination, TVector mask);

    /// <summary>Writes <see cref="Width"/> numbers; any address.</summary>
    static abstract void Store(TVector value, TNumber* destination);

    /// <summary>The same number in every lane.</summary>
    static abstract TVector Broadcast(TNumber value);

    /// <summary>Lane-wise sum.</summary>
    static abstract TVector Add(TVector left, TVector right);

    /// <summary>Lane-wise <c>left · right + addend</c>, rounded once.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    /// <summary>Asks for a cache line; any address, also one outside the operand.</summary>
    static abstract void Prefetch(TNumber* address);

    /// <summary>Transposes a block of <paramref name="rows"/> rows by <see cref="Width"/> columns:
    /// <c>destination[k·destinationStride + r] = source[r·sourceStride + k]</c>.</summary>
    /// <remarks>Each k writes <see cref="Width"/> numbers, in ascending k. What lies beyond <paramref name="rows"/> is undefined, and is
    /// overwritten by the next k where the stride is shorter than a register; the last k writes past the block.</remarks>
    /// <param name="source">First number of the block.</param>
    /// <param name="sourceStride">Distance of rows, in numbers.</param>
    /// <param name="rows">Rows, from 1 to <see cref="Width"/>.</param>
    /// <param name="destination">First number written.</param>
    /// <param name="destinationStride">Distance of the written rows, at least <paramref name="rows"/>.</param>
    static abstract void TransposeBlock(TNumber* source, nint sourceStride, int rows, TNumber* destination, nint destinationStride);
}

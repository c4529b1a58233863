namespace DeepHealth.Numerics;

/// <summary>What the span loops and the float mathematics need beyond <see cref="IReal{T}"/>: memory access, comparisons and
/// the parts of a float. Implemented by <see cref="Scalar"/>, <see cref="Lanes8"/> and <see cref="Lanes16"/> with equal bits per lane.</summary>
internal unsafe interface ILanes<T> : IReal<T>
    where T : struct, ILanes<T>
{
    /// <summary>Number of lanes; it divides 16, but for a <see cref="LanePair{T}"/>.</summary>
    static abstract int Width { get; }

    /// <summary>Reads <see cref="Width"/> floats; no alignment is needed.</summary>
    static abstract T Load(float* source);

    /// <summary>Writes <see cref="Width"/> floats; no alignment is needed.</summary>
    static abstract void Store(T value, float* destination);

    /// <summary>Writes <see cref="Width"/> floats past the caches, where the processor can; to an address that is a multiple of the size of the vector.</summary>
    static abstract void StoreStreaming(T value, float* destination);

    /// <summary>Tells the processor that the <see cref="Width"/> floats at an address are read soon; any address, also beyond the memory.</summary>
    static abstract void Prefetch(float* source);

    /// <summary>Reads the first <paramref name="count"/> lanes, touching no other memory; the other lanes are 0.</summary>
    /// <param name="source">First float.</param>
    /// <param name="count">From 1 to <see cref="Width"/> - 1.</param>
    static abstract T LoadPartial(float* source, int count);

    /// <summary>Writes the first <paramref name="count"/> lanes, touching no other memory.</summary>
    static abstract void StorePartial(T value, float* destination, int count);

    /// <summary><paramref name="value"/> in the first <paramref name="count"/> lanes, <paramref name="otherwise"/> in the rest.</summary>
    static abstract T SelectFirst(int count, T value, T otherwise);

    /// <summary><paramref name="whenLess"/> where <c>left &lt; right</c>, else (also for NaN) <paramref name="otherwise"/>.</summary>
    static abstract T SelectLess(T left, T right, T whenLess, T otherwise);

    /// <summary><paramref name="whenEqual"/> where <c>left == right</c>, else (also for NaN) <paramref name="otherwise"/>.</summary>
    static abstract T SelectEqual(T left, T right, T whenEqual, T otherwise);

    /// <summary>Replaces <paramref name="best"/> and <paramref name="winner"/> where <paramref name="value"/> beats it: where it is larger, or the
    /// first NaN.</summary>
    /// <param name="value">Challenger.</param>
    /// <param name="index">What winner becomes; any bits, such as those of an integer.</param>
    /// <param name="best">Largest value so far.</param>
    /// <param name="winner">Its index.</param>
    static abstract void TakeLarger(T value, T index, ref T best, ref T winner);

    /// <summary>Magnitude of one with the sign bit of the other.</summary>
    static abstract T CopySign(T magnitude, T sign);

    /// <summary><c>value · 2^exponent</c> with one rounding, also into denormals, for whole exponents from -160 to 160.</summary>
    static abstract T ScaleByPowerOfTwo(T value, T exponent);

    /// <summary>Splits positive finite numbers, also denormal ones: <c>value = m · 2^exponent</c> with <c>√½ &lt;= m &lt; √2</c>.
    /// Other numbers give meaningless lanes.</summary>
    /// <returns>The mantissa m.</returns>
    static abstract T Split(T value, out T exponent);

    /// <summary>Whether some lane is not below a limit (or is NaN).</summary>
    static abstract bool AnyNotBelow(T value, float limit);

    /// <summary>Combines 16 floats in the order of a halving tree: lanes j and j + 8, then j and j + 4, j + 2, j + 1.</summary>
    static abstract float Fold<TOp>(TOp op, float* sixteen)
        where TOp : struct, IReduceOp;
}

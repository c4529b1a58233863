namespace DeepHealth.Numerics;

/// <summary>What follows a product element by element, while the finished part of C is in the cache.</summary>
/// <typeparam name="TNumber">Type of the numbers.</typeparam>
internal unsafe interface IProductThen<TNumber>
    where TNumber : unmanaged
{
    /// <summary>Whether nothing follows, known when the loop is compiled.</summary>
    static abstract bool IsNothing { get; }

    /// <summary>Changes a finished block of C in place.</summary>
    /// <param name="c">First element.</param>
    /// <param name="ldc">Distance of the rows.</param>
    /// <param name="rows">Rows, at least 1.</param>
    /// <param name="columns">Columns, at least 1.</param>
    void Apply(TNumber* c, nint ldc, int rows, int columns);
}

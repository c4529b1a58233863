namespace DeepHealth.Numerics;

/// <summary>What a reduction adds up (or otherwise combines): terms addressed by row and column.</summary>
internal interface ITerms
{
    /// <summary>Whether the terms are so simple that a loop may contain them several times.</summary>
    static abstract bool IsLight { get; }

    /// <summary>A vector of terms from one row; every term is asked for exactly once.</summary>
    /// <param name="row">Row.</param>
    /// <param name="column">Column of the first lane.</param>
    /// <param name="left">Columns from there to the end; lanes beyond are ignored by the caller.</param>
    T Term<T>(nint row, nint column, nint left)
        where T : struct, ILanes<T>;
}

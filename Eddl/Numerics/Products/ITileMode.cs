namespace DeepHealth.Numerics;

/// <summary>How a tile reads the right operand, known when the kernel is compiled.</summary>
internal interface ITileMode
{
    /// <summary>Whether a row of the tile has two registers rather than one.</summary>
    static abstract bool IsDouble { get; }

    /// <summary>Whether the kernel also writes what it reads of the right operand to a packed panel, for the tiles below it.</summary>
    static virtual bool Packs => false;

    /// <summary>Whether the kernel asks ahead for what it will read of the right operand in place.</summary>
    static virtual bool AsksAhead => false;

    /// <summary>Whether the kernel asks for what a later tile reads; see <see cref="TileAhead{TNumber}"/>.</summary>
    static virtual bool AsksForNext => false;

    /// <summary>Whether only some lanes of the last register exist.</summary>
    static virtual bool IsMasked => false;
}

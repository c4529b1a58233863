namespace DeepHealth.Eddl;

/// <summary>What a <see cref="Slice"/> does with its axis.</summary>
internal enum SliceKind
{
    /// <summary>Keeps some positions.</summary>
    Range,

    /// <summary>Takes one position; the axis disappears.</summary>
    Position,

    /// <summary>Inserts an axis.</summary>
    NewAxis,

    /// <summary>Keeps all axes that no other slice names.</summary>
    Ellipsis,
}

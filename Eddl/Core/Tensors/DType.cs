namespace DeepHealth.Eddl;

/// <summary>Type of the elements of a tensor. Float32 computes; the others store, convert, index and compare.</summary>
public enum DType
{
    /// <summary>32-bit IEEE float: the type of computation.</summary>
    Float32,

    /// <summary>64-bit IEEE float.</summary>
    Float64,

    /// <summary>16-bit IEEE float, for storage.</summary>
    Float16,

    /// <summary>Upper half of a 32-bit float, for storage.</summary>
    BFloat16,

    /// <summary>32-bit signed integer: class labels and indices.</summary>
    Int32,

    /// <summary>64-bit signed integer.</summary>
    Int64,

    /// <summary>8-bit unsigned integer: pixels.</summary>
    UInt8,

    /// <summary>False (0) or true (1), one byte each: masks and comparisons.</summary>
    Bool,
}

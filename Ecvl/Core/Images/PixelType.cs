namespace DeepHealth.Ecvl;

/// <summary>How one sample of an image is stored.</summary>
public enum PixelType
{
    /// <summary>8 bit without sign.</summary>
    UInt8,

    /// <summary>8 bit with sign.</summary>
    Int8,

    /// <summary>16 bit without sign.</summary>
    UInt16,

    /// <summary>16 bit with sign.</summary>
    Int16,

    /// <summary>32 bit without sign.</summary>
    UInt32,

    /// <summary>32 bit with sign.</summary>
    Int32,

    /// <summary>64 bit without sign.</summary>
    UInt64,

    /// <summary>64 bit with sign.</summary>
    Int64,

    /// <summary>IEEE 754 single precision.</summary>
    Float32,

    /// <summary>IEEE 754 double precision.</summary>
    Float64,

    /// <summary>One byte, 0 or 1: a mask.</summary>
    Bool,
}

namespace DeepHealth.Ecvl;

/// <summary>How one stored sample is written down.</summary>
internal enum SampleForm
{
    /// <summary>In the bytes of its type, the least significant first.</summary>
    LittleEndian,

    /// <summary>In the bytes of its type, the most significant first.</summary>
    BigEndian,

    /// <summary>In one bit, eight to a byte, the least significant bit first.</summary>
    Bits,

    /// <summary>As decimal numbers between white space.</summary>
    Text,

    /// <summary>In the bytes of its type, each as two hexadecimal digits.</summary>
    Hex,
}

namespace DeepHealth.Bench.Peers;

/// <summary>What the work of a kernel is counted in.</summary>
public enum WorkUnit
{
    /// <summary>Multiplications and additions; the limit is the processor's multiply-add units.</summary>
    Operations,

    /// <summary>Bytes that must be read or written once; the limit is memory.</summary>
    Bytes,

    /// <summary>Hours of an electrocardiogram; there is no limit to compare with.</summary>
    EcgHours,
}

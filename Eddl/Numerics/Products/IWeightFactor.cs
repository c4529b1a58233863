namespace DeepHealth.Numerics;

/// <summary>How a tile of the weight gradient reads the input, known when the kernel is compiled.</summary>
internal interface IWeightFactor
{
    /// <summary>Whether each lane has a number of its own, that of its channel; else all lanes of a row share one number.</summary>
    static abstract bool IsLanes { get; }
}

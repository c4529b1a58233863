namespace DeepHealth.Numerics;

/// <summary>The ways in which a tile of the weight gradient reads the input.</summary>
internal static class WeightFactor
{
    /// <summary>One number per row, which meets all filters.</summary>
    internal readonly struct Number : IWeightFactor
    {
        public static bool IsLanes => false;
    }

    /// <summary>One number per row and lane: every channel has one filter of its own.</summary>
    internal readonly struct Lanes : IWeightFactor
    {
        public static bool IsLanes => true;
    }
}

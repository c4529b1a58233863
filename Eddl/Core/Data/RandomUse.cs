namespace DeepHealth.Eddl;

/// <summary>Streams of random numbers that belong to the training loop; those of parameters and ops are smaller.</summary>
internal static class RandomUse
{
    public const uint Shuffle = 0xFFFF_0001;
    public const uint Split = 0xFFFF_0002;
}

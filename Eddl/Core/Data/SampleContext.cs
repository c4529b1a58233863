using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>What augmentation of a sample may depend on.</summary>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Epoch">Epoch, from 0.</param>
/// <param name="Index">Position of the sample in its dataset.</param>
/// <param name="IsTraining">Whether to augment; evaluation reads samples as they are.</param>
public readonly record struct SampleContext(ulong Seed, int Epoch, int Index, bool IsTraining)
{
    /// <summary>The random numbers of this sample in this epoch.</summary>
    /// <param name="purpose">Different purposes get different numbers.</param>
    public RandomSequence Random(byte purpose = 0) => new(Seed ^ ((purpose + 1UL) << 48), (uint)Index, (uint)Epoch);
}

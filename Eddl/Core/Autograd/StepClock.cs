using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>The seed of a run and the step it is in: all that random ops depend on.</summary>
/// <param name="seed">Seed of the run.</param>
public sealed class StepClock(ulong seed)
{
    // Streams below this belong to the initial values of parameters.
    private const uint FirstOpStream = 1u << 16;

    /// <summary>Seed of the run.</summary>
    public ulong Seed { get; set; } = seed;

    /// <summary>Training steps done so far.</summary>
    public uint Step { get; set; }

    /// <summary>The random numbers of one op in the current step.</summary>
    /// <param name="stream">Number of the op within the model.</param>
    public RandomSequence Draw(uint stream) => new(Seed, FirstOpStream + stream, Step);
}

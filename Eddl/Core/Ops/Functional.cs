namespace DeepHealth.Eddl;

/// <summary>Neural-network functions without parameters of their own; the layers are thin wrappers around them.</summary>
public static partial class Functional
{
    /// <summary>Zeroes a random part of the elements and divides the rest by <c>1 − rate</c> (inverted dropout).</summary>
    /// <remarks>Srivastava et al., "Dropout", JMLR 2014. Call in training only.</remarks>
    /// <param name="x">Any shape.</param>
    /// <param name="rate">Part that is zeroed, from 0 to below 1.</param>
    /// <param name="clock">Seed and step that the mask depends on.</param>
    /// <param name="stream">Number of this dropout within the model; different numbers give different masks.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is below 0, 1 or more, or NaN.</exception>
    public static Tensor Dropout(Tensor x, float rate, StepClock clock, uint stream)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(clock);
        x.RequireFloat32("Dropout");
        RequirePart("Dropout", nameof(rate), rate);
        return rate == 0 ? x : Recorder.Run(new DropoutNode(x.Contiguous(), clock, stream, rate), x.Shape);
    }

    /// <summary>Checks a part of a whole, from 0 to below 1.</summary>
    private static void RequirePart(string operation, string parameter, float part)
    {
        // Written so that NaN fails too.
        if (!(part >= 0 && part < 1))
        {
            throw new ArgumentOutOfRangeException(parameter, part, $"{operation}: {parameter} must be from 0 to below 1.");
        }
    }
}

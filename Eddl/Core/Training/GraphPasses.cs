namespace DeepHealth.Eddl;

/// <summary>What is done to a step once it is captured, to make its replays fast. Each can be left out; the results agree to rounding.</summary>
[Flags]
public enum GraphPasses
{
    /// <summary>The ops run as the network called them.</summary>
    None = 0,

    /// <summary>Ops whose results nobody reads are dropped.</summary>
    DeadCode = 1,

    /// <summary>Chains of ops become one pass over memory: convolution or dense with bias and activation, batch normalisation with residual sum and
    /// activation, element-wise chains.</summary>
    Fusion = 2,

    /// <summary>In inference, batch normalisation after a convolution becomes part of its weights and bias.</summary>
    FoldBatchNorm = 4,

    /// <summary>Between convolutions the channels lie last in memory, with a physical zero border around each sample.</summary>
    ChannelsLast = 8,

    /// <summary>Element-wise ops write over their input where nobody reads it afterwards; reshaping copies no gradient.</summary>
    InPlace = 16,

    /// <summary>Tensors that are never needed at the same time share memory in one arena.</summary>
    SharedMemory = 32,

    /// <summary>All of them.</summary>
    All = DeadCode | Fusion | FoldBatchNorm | ChannelsLast | InPlace | SharedMemory,
}

namespace DeepHealth.Samples.AfDetection.Models;

/// <summary>Sizes of the convolutional network.</summary>
internal enum NetworkSize
{
    /// <summary>8 filters in steps of 3: minutes for hundreds of records on two cores.</summary>
    Small,

    /// <summary>32 filters in steps of 1, 19.5 million parameters: the size of the published pipeline.</summary>
    Original,
}

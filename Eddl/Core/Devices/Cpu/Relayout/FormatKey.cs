namespace DeepHealth.Eddl;

/// <summary>What distinguishes two channels-last formats: rank and sizes of the tensor, and its halo. Missing axes have one cell.</summary>
internal readonly record struct FormatKey(
    int Rank, int Batch, int Channels, int Depth, int Height, int Width, Halo DepthHalo, Halo HeightHalo, Halo WidthHalo);

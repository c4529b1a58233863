namespace DeepHealth.Eddl.Tests;

/// <summary>The table of all kernel cases.</summary>
internal static class KernelCases
{
    /// <summary>Element counts around the vector widths of 8 and 16 lanes, and one large enough to be shared among threads.</summary>
    public static int[] Sizes { get; } = [0, 1, 7, 8, 9, 15, 16, 17, 31, 32, 33, 65, 100, 40_003];

    /// <summary>Cases by name.</summary>
    public static IReadOnlyDictionary<string, KernelCase> All { get; } = new IEnumerable<KernelCase>[]
    {
        MovementCases.All(),
        ConversionCases.All(),
        MapCases.All(),
        ZipCases.All(),
        UpdateCases.All(),
        ReductionCases.All(),
        MatMulCases.All(),
        ConvolutionCases.All(),
        ConvolutionThenCases.All(),
        PoolingCases.All(),
        NormalizationCases.All(),
        ChannelsLastCases.All(),
        ChannelsLastPoolingCases.All(),
        SoftmaxCases.All(),
        RecurrentCases.All(),
        IndexingCases.All(),
        RandomCases.All(),
    }.SelectMany(cases => cases).ToDictionary(c => c.Name);
}

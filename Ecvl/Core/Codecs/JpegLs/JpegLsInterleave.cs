namespace DeepHealth.Ecvl;

/// <summary>In which order JPEG-LS codes the components; ISO/IEC 14495-1, C.2.3. All keep the same samples.</summary>
public enum JpegLsInterleave
{
    /// <summary>One component after the other.</summary>
    Planes,

    /// <summary>A line of each component in turn.</summary>
    Lines,

    /// <summary>A sample of each component in turn.</summary>
    Samples,
}

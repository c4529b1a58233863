namespace DeepHealth.Ecvl.Dicom;

/// <summary>How pixel data are compressed.</summary>
public sealed record DicomEncodeOptions
{
    /// <summary>Predictor of JPEG lossless, 1 to 7; the syntax of the first-order prediction always uses 1. Default 1.</summary>
    public int Predictor { get; init; } = 1;

    /// <summary>Largest error of a sample in near-lossless JPEG-LS, at least 1. Default 2.</summary>
    public int NearLosslessError { get; init; } = 2;

    /// <summary>Ratio of native to compressed size that lossy JPEG 2000 aims at, above 1. Default 10.</summary>
    public double CompressionRatio { get; init; } = 10;

    /// <summary>Whether the extended offset table (7FE0,0001) with the lengths of frames is written in place of the basic one (PS3.3 section C.7.6.3.1.8). Frames beyond
    /// 4 GiB get it in any case. Default false, as older readers do not know it.</summary>
    public bool ExtendedOffsetTable { get; init; }
}

namespace DeepHealth.Samples.DicomTool.Report;

/// <summary>What a person wants to know of a series.</summary>
internal sealed record SeriesSummary
{
    /// <summary>Name and ID of the patient.</summary>
    public required string Patient { get; init; }

    /// <summary>Date and description of the study.</summary>
    public required string Study { get; init; }

    /// <summary>Identifier of the study.</summary>
    public required string StudyUid { get; init; }

    /// <summary>Identifier of the series.</summary>
    public required string SeriesUid { get; init; }

    /// <summary>Number of the series; empty where the files do not say.</summary>
    public required string Number { get; init; }

    /// <summary>Modality such as CT.</summary>
    public required string Modality { get; init; }

    /// <summary>Description of the series.</summary>
    public required string Description { get; init; }

    /// <summary>Names of the SOP classes.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Number of files.</summary>
    public required int Files { get; init; }

    /// <summary>Number of frames in all files.</summary>
    public required int Frames { get; init; }

    /// <summary>Sizes of the frames such as <c>512 x 512</c>; more than one where they differ.</summary>
    public required IReadOnlyList<string> Sizes { get; init; }

    /// <summary>Cells of the pixels such as <c>12 of 16 bit MONOCHROME2</c>.</summary>
    public required IReadOnlyList<string> Pixels { get; init; }

    /// <summary>Size of the volume, of the first one where a series has several; empty where the files do not say where they lie.</summary>
    public required string Voxels { get; init; }

    /// <summary>Volumes at the same place, such as time points; 0 without images.</summary>
    public required int TimePoints { get; init; }

    /// <summary>Distances of columns, rows and slices in mm; none where the files do not say.</summary>
    public required IReadOnlyList<double> SpacingMm { get; init; }

    /// <summary>Names of the transfer syntaxes.</summary>
    public required IReadOnlyList<string> Syntaxes { get; init; }

    /// <summary>Whatever else is worth a line: gaps between slices, channels of a waveform, segments.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }
}

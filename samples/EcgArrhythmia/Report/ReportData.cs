namespace DeepHealth.Samples.EcgArrhythmia.Report;

/// <summary>Everything that <see cref="HtmlReport"/> shows. What is empty or null is left out of the page.</summary>
/// <remarks>Numbers that are not finite are shown as a dash and left out of the charts.</remarks>
public sealed record ReportData
{
    /// <summary>Heading of the page.</summary>
    public required string Title { get; init; }

    /// <summary>One sentence below the heading, such as the source of the data.</summary>
    public string? Subtitle { get; init; }

    /// <summary>Challenge score: mean F1 of normal, atrial fibrillation and other.</summary>
    public double? ChallengeF1 { get; init; }

    /// <summary>Further figures shown beside the challenge score, such as accuracy or training time.</summary>
    public IReadOnlyList<ReportFact> Highlights { get; init; } = [];

    /// <summary>Scores per class.</summary>
    public IReadOnlyList<ClassScore> Classes { get; init; } = [];

    /// <summary>Training history, one row per epoch, in order.</summary>
    public IReadOnlyList<EpochRow> History { get; init; } = [];

    /// <summary>Name of the metric in <see cref="History"/>.</summary>
    public string MetricName { get; init; } = "Accuracy";

    /// <summary>Confusion matrix of the held-out records.</summary>
    public ConfusionTable? Confusion { get; init; }

    /// <summary>ROC curves, one class against the rest each.</summary>
    public IReadOnlyList<RocCurve> Rocs { get; init; } = [];

    /// <summary>Example records.</summary>
    public IReadOnlyList<EcgStrip> Strips { get; init; } = [];

    /// <summary>How the run was made: seed, threads, epochs, versions, data source.</summary>
    public IReadOnlyList<ReportFact> Facts { get; init; } = [];
}

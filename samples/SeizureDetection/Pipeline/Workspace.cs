namespace DeepHealth.Samples.SeizureDetection.Pipeline;

/// <summary>Where the steps leave their results.</summary>
internal sealed class Workspace
{
    public Workspace(string folder)
    {
        Root = Path.GetFullPath(folder);
        foreach (string sub in (string[])[string.Empty, "rr", "features", "labels", "dataset", "model", "evaluation"])
        {
            Directory.CreateDirectory(Path.Combine(Root, sub));
        }

        // What a killed run was writing. Files take their name only when they are complete, so these are never read.
        foreach (string left in Directory.EnumerateFiles(Root, ".*.tmp", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }))
        {
            File.Delete(left);
        }
    }

    public string Root { get; }

    public string BadFiles => Path.Combine(Root, "bad_files.csv");

    public string Dataset => Path.Combine(Root, "dataset", "df_ml.csv");

    public string Model => Path.Combine(Root, "model", "forest.safetensors");

    public string TrainingMetrics => Path.Combine(Root, "model", "metrics.json");

    public string Predictions => Path.Combine(Root, "evaluation", "predictions.csv");

    public string Scores => Path.Combine(Root, "evaluation", "scores.json");

    public string Report => Path.Combine(Root, "report.html");

    public string Dashboard => Path.Combine(Root, "grafana-dashboard.json");

    public string Rr(string exam) => Path.Combine(Root, "rr", $"rr_{exam}.csv");

    public string Features(string exam) => Path.Combine(Root, "features", $"feats_{exam}.csv");

    public string Labels(string exam) => Path.Combine(Root, "labels", $"cons_{exam}.csv");
}

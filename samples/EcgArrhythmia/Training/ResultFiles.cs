using System.Text.Json;
using DeepHealth.Ecvl.Learning;
using DeepHealth.Eddl;
using DeepHealth.Numerics;
using DeepHealth.Samples.EcgArrhythmia.Report;

namespace DeepHealth.Samples.EcgArrhythmia.Training;

/// <summary>Writes what a training leaves behind: figures for programs and a page for people.</summary>
internal static class ResultFiles
{
    public const string Model = "model.safetensors";
    public const string Checkpoint = "checkpoint.safetensors";
    public const string History = "history.csv";
    public const string Metrics = "metrics.json";
    public const string Report = "report.html";

    private const int ExampleStrips = 6;

    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Writes <c>metrics.json</c>.</summary>
    public static void WriteMetrics(string folder, TrainSettings settings, string source, RhythmScore score, double seconds)
    {
        Dictionary<string, object?> document = new()
        {
            ["challengeF1"] = score.ChallengeF1,
            ["accuracy"] = score.Confusion.Accuracy,
            ["balancedAccuracy"] = score.Confusion.BalancedAccuracy,
            ["classes"] = score.Classes.Select((name, c) => new Dictionary<string, object>
            {
                ["name"] = name,
                ["precision"] = score.Confusion.Precision(c),
                ["recall"] = score.Confusion.Recall(c),
                ["f1"] = score.Confusion.F1(c),
                ["auc"] = score.Auc.Area(c),
                ["records"] = score.Confusion.Support(c),
            }).ToArray(),
            ["seconds"] = seconds,
            ["threads"] = settings.Threads,
            ["seed"] = settings.Seed,
            ["epochs"] = settings.Epochs,
            ["batchSize"] = settings.BatchSize,
            ["dataSource"] = source,
            ["pretrained"] = settings.Pretrained,
            ["blend"] = settings.Pretrained is null ? null : settings.Blend,
        };
        AtomicFile.WriteText(Path.Combine(folder, Metrics), JsonSerializer.Serialize(document, s_json) + "\n");
    }

    /// <summary>Writes <c>report.html</c>.</summary>
    public static void WriteReport(
        string folder, TrainSettings settings, string source, ModelSettings form, History? history, RhythmScore score, IReadOnlyList<LabelledSignal> records, double seconds)
    {
        int classes = score.Classes.Count;
        long[,] counts = new long[classes, classes];
        for (int truth = 0; truth < classes; truth++)
        {
            for (int predicted = 0; predicted < classes; predicted++)
            {
                counts[truth, predicted] = score.Confusion[truth, predicted];
            }
        }

        ReportData data = new()
        {
            Title = "Heart rhythm classification",
            Subtitle = $"Held-out records: {source}. Not a medical device.",
            ChallengeF1 = score.ChallengeF1,
            Highlights =
            [
                new ReportFact("Accuracy", FormattableString.Invariant($"{score.Confusion.Accuracy:P1}")),
                new ReportFact("Mean AUC", FormattableString.Invariant($"{score.Auc.Value:F3}")),
                new ReportFact("Time", FormattableString.Invariant($"{seconds:F0} s")),
            ],
            Classes = [.. score.Classes.Select((name, c) => new ClassScore(
                name, score.Confusion.Precision(c), score.Confusion.Recall(c), score.Confusion.F1(c), score.Auc.Area(c), (int)score.Confusion.Support(c)))],
            History = history is null ? [] : Rows(history),
            Confusion = new ConfusionTable(score.Classes, counts),
            Rocs = [.. score.Classes.Select((name, c) => new Report.RocCurve(
                name, [.. score.Auc.Curve(c).Points.Select(point => new Report.RocPoint(point.FalsePositiveRate, point.TruePositiveRate))], score.Auc.Area(c)))],
            Strips = Strips(score, records, form.Prepared ? EcgScale.Standardised : EcgScale.StretchedBeat),
            Facts =
            [
                new ReportFact("Data", source),
                new ReportFact("Records judged", $"{records.Count}"),
                new ReportFact("Epochs", $"{settings.Epochs}"),
                new ReportFact("Batch size", $"{settings.BatchSize}"),
                new ReportFact("Seed", $"{settings.Seed}"),
                new ReportFact("Threads", $"{settings.Threads}"),
                new ReportFact("Started from", settings.Pretrained ?? "random parameters"),
            ],
        };
        HtmlReport.Write(Path.Combine(folder, Report), data);
    }

    private static EpochRow[] Rows(History history)
    {
        double[] loss = history["loss"];
        double[] validationLoss = history["val_loss"];
        double[] accuracy = history["accuracy"];
        double[] validationAccuracy = history["val_accuracy"];
        return [.. history.Epochs.Select((epoch, i) => new EpochRow(
            epoch.Epoch, loss[i], validationLoss[i], accuracy[i], validationAccuracy[i], epoch.LearningRate))];
    }

    /// <summary>Examples of every class, and those that were judged wrong most confidently.</summary>
    private static EcgStrip[] Strips(RhythmScore score, IReadOnlyList<LabelledSignal> records, EcgScale scale)
    {
        int classes = score.Classes.Count;
        float[] scores = score.Scores.ToArray();
        int Predicted(int i) => Enumerable.Range(0, classes).MaxBy(c => scores[(i * classes) + c]);
        IEnumerable<int> right = Enumerable.Range(0, classes)
            .Select(c => Enumerable.Range(0, records.Count).Where(i => records[i].Label == c && Predicted(i) == c).DefaultIfEmpty(-1).First())
            .Where(i => i >= 0);
        IEnumerable<int> wrong = Enumerable.Range(0, records.Count)
            .Where(i => Predicted(i) != records[i].Label)
            .OrderByDescending(i => scores[(i * classes) + Predicted(i)]);
        int[] chosen = [.. right.Concat(wrong).Concat(Enumerable.Range(0, records.Count)).Distinct().Take(ExampleStrips)];
        return [.. chosen.Select(i => new EcgStrip(
            records[i].Name,
            score.Classes[records[i].Label],
            score.Classes[Predicted(i)],
            [.. score.Classes.Select((name, c) => new ClassProbability(name, scores[(i * classes) + c]))],
            records[i].RateHz,
            records[i].Samples,
            scale))];
    }
}

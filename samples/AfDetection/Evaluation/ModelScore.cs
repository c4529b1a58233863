using DeepHealth.Eddl;
using DeepHealth.Samples.AfDetection.Data;
using DeepHealth.Samples.AfDetection.Models;

namespace DeepHealth.Samples.AfDetection.Evaluation;

/// <summary>How well a model did in cross-validation.</summary>
internal sealed class ModelScore
{
    /// <summary>Judges the folds.</summary>
    /// <param name="kind">The model.</param>
    /// <param name="folds">Its folds.</param>
    /// <param name="scores">How much each held-out record was favoured as AF, in the order of the records.</param>
    /// <param name="labels">True classes.</param>
    public ModelScore(ModelKind kind, IReadOnlyList<FoldScore> folds, float[] scores, int[] labels)
    {
        Kind = kind;
        Folds = folds;
        Roc = RocCurve.FromScores(scores, Array.ConvertAll(labels, label => label == AfClass.Fibrillation));
        Confusion = new ConfusionMatrix(AfClass.Names.Count, AfClass.Names);
        foreach (FoldScore fold in folds)
        {
            for (int truth = 0; truth < AfClass.Names.Count; truth++)
            {
                for (int predicted = 0; predicted < AfClass.Names.Count; predicted++)
                {
                    for (long count = fold.Confusion[truth, predicted]; count > 0; count--)
                    {
                        Confusion.Add(truth, predicted);
                    }
                }
            }
        }

        MeanAccuracy = folds.Average(fold => fold.Confusion.Accuracy);
        Deviation = Math.Sqrt(folds.Average(fold => Math.Pow(fold.Confusion.Accuracy - MeanAccuracy, 2)));
    }

    /// <summary>The model.</summary>
    public ModelKind Kind { get; }

    /// <summary>Folds in order.</summary>
    public IReadOnlyList<FoldScore> Folds { get; }

    /// <summary>Counts of all folds together.</summary>
    public ConfusionMatrix Confusion { get; }

    /// <summary>ROC curve of AF over the held-out records of all folds.</summary>
    public RocCurve Roc { get; }

    /// <summary>Mean accuracy of the folds.</summary>
    public double MeanAccuracy { get; }

    /// <summary>Standard deviation of the folds' accuracies, divided by n.</summary>
    public double Deviation { get; }

    /// <summary>Time of all folds.</summary>
    public double Seconds => Folds.Sum(fold => fold.Seconds);

    /// <summary>Name for people.</summary>
    public static string NameOf(ModelKind kind) => kind switch
    {
        ModelKind.Knn => "Nearest neighbours",
        ModelKind.Csvm => "Cascade SVM",
        ModelKind.Rf => "Random forest",
        _ => "Convolutional network",
    };

    /// <summary>One line for the console.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{NameOf(Kind),-22} accuracy {MeanAccuracy:F4} ± {Deviation:F4}, F1 AF {Confusion.F1(AfClass.Fibrillation):F4}, F1 normal {Confusion.F1(AfClass.Normal):F4}, AUC {Roc.Area:F4}, {Seconds:F1} s");
}

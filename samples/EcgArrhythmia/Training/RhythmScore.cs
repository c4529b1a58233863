using DeepHealth.Ecvl.Learning;
using DeepHealth.Eddl;

namespace DeepHealth.Samples.EcgArrhythmia.Training;

/// <summary>How well records were classified.</summary>
internal sealed class RhythmScore
{
    // The challenge counts normal, AF and other; noise only enters their precision.
    private const int ChallengeClasses = 3;

    /// <summary>Judges class probabilities.</summary>
    /// <param name="classes">Class names.</param>
    /// <param name="records">Records with their true classes.</param>
    /// <param name="scores"><c>[records, classes]</c>.</param>
    public RhythmScore(IReadOnlyList<string> classes, IReadOnlyList<LabelledSignal> records, Tensor scores)
    {
        Classes = classes;
        Scores = scores;
        Labels = [.. records.Select(record => record.Label)];
        Confusion = new ConfusionMatrix(classes.Count, classes);
        RocAuc auc = new(classes.Count);
        Tensor target = Tensor.From(Labels);
        Confusion.Add(scores, target);
        auc.Update(scores, target);
        Auc = auc;
    }

    public IReadOnlyList<string> Classes { get; }

    public Tensor Scores { get; }

    public int[] Labels { get; }

    public ConfusionMatrix Confusion { get; }

    public RocAuc Auc { get; }

    /// <summary>Mean F1 of normal, AF and other (Clifford et al., CinC 2017, section 2.4); null where the classes are not the challenge's.</summary>
    public double? ChallengeF1
        => Classes.SequenceEqual(ModelSettings.Rhythms.Classes) ? Enumerable.Range(0, ChallengeClasses).Average(Confusion.F1) : null;
}

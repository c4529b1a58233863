using DeepHealth.Ecvl.Learning;
using DeepHealth.Eddl;
using DeepHealth.Samples.EcgArrhythmia.Training;
using Xunit;

namespace DeepHealth.Samples.Tests.Training;

public sealed class RhythmScoreTests
{
    [Fact]
    public void Challenge_f1_is_that_of_the_paper()
    {
        // Clifford et al. 2017, table 2: rows are the reference. F1n = 2 Nn / (row N + column N) and so on.
        int[,] counts = { { 50, 1, 7, 2 }, { 3, 20, 5, 0 }, { 9, 4, 30, 1 }, { 2, 0, 3, 6 } };
        RhythmScore score = Of(counts, ["Normal", "AF", "Other", "Noise"]);
        double normal = 2 * 50.0 / (60 + 64);
        double fibrillation = 2 * 20.0 / (28 + 25);
        double other = 2 * 30.0 / (44 + 45);
        Assert.Equal((normal + fibrillation + other) / 3, score.ChallengeF1!.Value, 1e-12);
        Assert.Equal(normal, score.Confusion.F1(0), 1e-12);
        Assert.Equal(106.0 / 143, score.Confusion.Accuracy, 1e-12);
        Assert.Equal(5, score.Confusion[1, 2]);
    }

    [Fact]
    public void Other_classes_have_no_challenge_f1()
    {
        int[,] counts = { { 5, 1, 0, 0 }, { 0, 5, 0, 0 }, { 0, 0, 5, 0 }, { 0, 0, 1, 4 } };
        Assert.Null(Of(counts, ["class 1", "class 2", "class 3", "class 4"]).ChallengeF1);
        Assert.Null(Of(new int[,] { { 1, 0 }, { 0, 1 } }, ["a", "b"]).ChallengeF1);
    }

    private static RhythmScore Of(int[,] counts, string[] classes)
    {
        List<LabelledSignal> records = [];
        List<float> scores = [];
        for (int truth = 0; truth < classes.Length; truth++)
        {
            for (int predicted = 0; predicted < classes.Length; predicted++)
            {
                for (int i = 0; i < counts[truth, predicted]; i++)
                {
                    records.Add(new LabelledSignal("r", "s", 100, [0], truth));
                    scores.AddRange(Enumerable.Range(0, classes.Length).Select(c => c == predicted ? 0.7f : 0.3f / (classes.Length - 1)));
                }
            }
        }

        return new RhythmScore(classes, records, Tensor.From(scores.ToArray()).Reshape(records.Count, classes.Length));
    }
}

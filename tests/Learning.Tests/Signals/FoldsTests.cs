using DeepHealth.Ecvl.Learning;
using Xunit;

namespace DeepHealth.Learning.Tests.Signals;

public sealed class FoldsTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(60)]
    public void Subjects_stay_together_and_every_fold_is_used(int folds)
    {
        LabelledSignal[] signals = [.. Enumerable.Range(0, 180).Select(i => Signal($"subject {i % 60}", i % 60 % 3))];
        int[] assigned = Folds.Assign(signals, folds, 1);
        Assert.Equal(Enumerable.Range(0, folds), assigned.Distinct().Order());
        Assert.All(
            signals.Zip(assigned).GroupBy(pair => pair.First.Subject),
            subject => Assert.Single(subject.Select(pair => pair.Second).Distinct()));
        int[] sizes = [.. assigned.GroupBy(fold => fold).Select(group => group.Count() / 3)];
        Assert.True(sizes.Max() - sizes.Min() <= 1);
    }

    [Fact]
    public void Classes_spread_evenly_however_unequal_they_are()
    {
        // The shares of CinC 2017 in the corpus.
        int[] sizes = [54, 18, 25, 10];
        LabelledSignal[] signals = [.. sizes.SelectMany((size, label) => Enumerable.Range(0, size).Select(i => Signal($"{label}-{i}", label)))];
        for (ulong seed = 0; seed < 20; seed++)
        {
            int[] assigned = Folds.Assign(signals, 5, seed);
            for (int label = 0; label < sizes.Length; label++)
            {
                int[] counts = [.. Enumerable.Range(0, 5).Select(fold => signals.Zip(assigned).Count(pair => pair.First.Label == label && pair.Second == fold))];
                Assert.True(counts.Max() - counts.Min() <= 1, $"class {label}: {string.Join(' ', counts)}");
            }
        }
    }

    [Fact]
    public void Equal_seeds_give_equal_folds_and_others_do_not()
    {
        LabelledSignal[] signals = [.. Enumerable.Range(0, 100).Select(i => Signal($"{i}", i % 4))];
        Assert.Equal(Folds.Assign(signals, 5, 7), Folds.Assign(signals, 5, 7));
        Assert.NotEqual(Folds.Assign(signals, 5, 7), Folds.Assign(signals, 5, 8));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(4)]
    public void Wrong_numbers_of_folds_are_refused(int folds)
    {
        LabelledSignal[] signals = [Signal("a", 0), Signal("a", 1), Signal("b", 0), Signal("c", 1)];
        string message = Assert.Throws<ArgumentOutOfRangeException>(() => Folds.Assign(signals, folds, 1)).Message;
        Assert.Contains($"{folds} folds of 3 subjects", message, StringComparison.Ordinal);
    }

    private static LabelledSignal Signal(string subject, int label) => new("s", subject, 100, [1], label);
}

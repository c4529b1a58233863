using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Fits a support vector machine part by part: only the support vectors of each part meet those of the others.</summary>
/// <remarks>Graf et al., "Parallel Support Vector Machines: The Cascade SVM", NIPS 2004. The parts are fitted side by side; pairs of their support
/// vectors are fitted again until one set is left, which then joins every part of the next round. The result is that of the whole
/// set once no round changes the support vectors.</remarks>
public static class CascadeSvm
{
    /// <summary>Fits the machine.</summary>
    /// <param name="samples"><c>[samples, features]</c>; scale features first.</param>
    /// <param name="labels">Class of each sample, from 0.</param>
    /// <param name="parts">Number of parts, from 1 to a quarter of the samples.</param>
    /// <param name="options">How it is fitted; null for defaults. A width that is not given is that of the whole set.</param>
    /// <param name="maximumRounds">Most rounds, at least 1; 5 by default.</param>
    /// <param name="seed">Seed of the order in which samples are dealt to the parts.</param>
    /// <exception cref="ArgumentException">As for <see cref="SupportVectorMachine"/>, or the number of parts is out of range.</exception>
    public static SupportVectorMachine Fit(FeatureTable samples, ReadOnlySpan<int> labels, int parts, SvmOptions? options = null, int maximumRounds = 5, ulong seed = 0)
    {
        options ??= new SvmOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumRounds, 1);
        int classes = TrainingLabels.Check("CascadeSvm", samples, labels);
        if (parts < 1 || parts > Math.Max(samples.Rows / 4, 1))
        {
            throw new ArgumentException($"CascadeSvm: {parts} parts of {samples.Rows} samples; choose from 1 to {Math.Max(samples.Rows / 4, 1)}.", nameof(parts));
        }

        int[] all = labels.ToArray();

        // Weights and width belong to the whole set: parts would each find their own.
        CascadeStage stage = new(samples, all, options, TrainingLabels.Weights(labels, classes, options.Weighting), options.GammaFor(samples));
        int[][] dealt = Deal(all, parts, seed);
        int[] kept = [];
        for (int round = 0; round < maximumRounds; round++)
        {
            int[][] sets = [.. dealt.Select(part => part.Union(kept).Order().ToArray())];
            while (sets.Length > 1)
            {
                sets = stage.Reduce(sets);
                sets = [.. sets.Chunk(2).Select(pair => pair.SelectMany(set => set).Distinct().Order().ToArray())];
            }

            int[] next = stage.Support(sets[0]);
            if (next.AsSpan().SequenceEqual(kept))
            {
                break;
            }

            kept = next;
        }

        return stage.Fit(kept);
    }

    /// <summary>Deals samples to parts, class by class, so that every part has about the same mix.</summary>
    private static int[][] Deal(int[] labels, int parts, ulong seed)
    {
        int[] order = new int[labels.Length];
        new RandomSequence(seed, (uint)parts).FillPermutation(order);
        List<int>[] dealt = [.. Enumerable.Range(0, parts).Select(_ => new List<int>())];
        int next = 0;
        foreach (int row in order.OrderBy(row => labels[row]))
        {
            dealt[next++ % parts].Add(row);
        }

        return [.. dealt.Select(part => part.Order().ToArray())];
    }
}

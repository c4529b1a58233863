using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Divides samples for cross-validation: every sample is tested once.</summary>
public static class DataSplits
{
    /// <summary>Folds of consecutive samples, or of samples in random order.</summary>
    /// <param name="samples">Number of samples.</param>
    /// <param name="folds">Number of folds, from 2 to the number of samples.</param>
    /// <param name="seed">Seed of the order; null for none: the first fold tests the first samples.</param>
    /// <exception cref="ArgumentException">The number of folds is out of range.</exception>
    public static IReadOnlyList<DataSplit> Folds(int samples, int folds, ulong? seed = null)
    {
        Require(folds, samples, "samples");
        int[] order = Order(samples, seed);
        int[] foldOf = new int[samples];
        for (int i = 0; i < samples; i++)
        {
            // The first folds take one sample more where they do not come out even.
            int size = samples / folds;
            int larger = samples % folds;
            foldOf[order[i]] = i < larger * (size + 1) ? i / (size + 1) : larger + ((i - (larger * (size + 1))) / size);
        }

        return Build(foldOf, folds);
    }

    /// <summary>Folds with about the same mix of classes.</summary>
    /// <param name="labels">Class of each sample, from 0.</param>
    /// <param name="folds">Number of folds, from 2 to the size of the largest class.</param>
    /// <param name="seed">Seed of the order within classes; null for the given order.</param>
    /// <exception cref="ArgumentException">The number of folds is out of range.</exception>
    public static IReadOnlyList<DataSplit> Stratified(ReadOnlySpan<int> labels, int folds, ulong? seed = null)
    {
        int[] own = labels.ToArray();
        Require(folds, own.Length == 0 ? 0 : own.CountBy(label => label).Max(pair => pair.Value), "samples of the largest class");
        int[] foldOf = new int[own.Length];
        int next = 0;
        foreach (int row in Order(own.Length, seed).OrderBy(row => own[row]))
        {
            foldOf[row] = next++ % folds;
        }

        return Build(foldOf, folds);
    }

    /// <summary>Folds by group, such as the patient: no group is on both sides. Folds are of about the same size, with about the same mix of classes where labels are given.</summary>
    /// <remarks>Groups are dealt from the largest to the smallest, each to the fold in which it leaves the sizes, and the class counts, most even.</remarks>
    /// <param name="groups">Group of each sample.</param>
    /// <param name="folds">Number of folds, from 2 to the number of groups.</param>
    /// <param name="labels">Class of each sample, from 0; empty where the mix does not matter.</param>
    /// <exception cref="ArgumentException">The number of folds is out of range, or there are not as many labels as samples.</exception>
    public static IReadOnlyList<DataSplit> Grouped<TGroup>(IReadOnlyList<TGroup> groups, int folds, ReadOnlySpan<int> labels = default)
        where TGroup : notnull
    {
        ArgumentNullException.ThrowIfNull(groups);
        int[] own = labels.IsEmpty ? new int[groups.Count] : labels.ToArray();
        if (own.Length != groups.Count)
        {
            throw new ArgumentException($"DataSplits: {own.Length} labels for {groups.Count} samples.", nameof(labels));
        }

        int classes = own.Length == 0 ? 1 : own.Max() + 1;
        var members = Enumerable.Range(0, groups.Count).GroupBy(row => groups[row]).Select(group => group.ToArray()).OrderByDescending(rows => rows.Length).ToArray();
        Require(folds, members.Length, "groups");
        double[] classSizes = new double[classes];
        foreach (int label in own)
        {
            classSizes[label]++;
        }

        double[][] counts = [.. Enumerable.Range(0, folds).Select(_ => new double[classes])];
        int[] foldOf = new int[groups.Count];
        foreach (int[] rows in members)
        {
            int fold = Enumerable.Range(0, folds).MinBy(candidate => Load(counts[candidate], rows, own, classSizes));
            foreach (int row in rows)
            {
                foldOf[row] = fold;
                counts[fold][own[row]]++;
            }
        }

        return Build(foldOf, folds);
    }

    /// <summary>Sum of squared shares of each class in a fold with a group added, less without it: least where the group is missed most.</summary>
    private static double Load(double[] counts, int[] rows, int[] labels, double[] classSizes)
    {
        double[] added = new double[counts.Length];
        foreach (int row in rows)
        {
            added[labels[row]]++;
        }

        double load = 0;
        for (int label = 0; label < counts.Length; label++)
        {
            if (classSizes[label] > 0)
            {
                load += added[label] * ((2 * counts[label]) + added[label]) / (classSizes[label] * classSizes[label]);
            }
        }

        return load;
    }

    private static void Require(int folds, int most, string what)
    {
        if (folds < 2 || folds > most)
        {
            throw new ArgumentException($"DataSplits: {folds} folds of {most} {what}; choose from 2 to {most}.", nameof(folds));
        }
    }

    private static int[] Order(int samples, ulong? seed)
    {
        int[] order = [.. Enumerable.Range(0, samples)];
        if (seed is { } given)
        {
            new RandomSequence(given, 0).FillPermutation(order);
        }

        return order;
    }

    private static DataSplit[] Build(int[] foldOf, int folds)
        => [.. Enumerable.Range(0, folds).Select(fold => new DataSplit(
            [.. Enumerable.Range(0, foldOf.Length).Where(row => foldOf[row] != fold)],
            [.. Enumerable.Range(0, foldOf.Length).Where(row => foldOf[row] == fold)]))];
}

using DeepHealth.Numerics;

namespace DeepHealth.Ecvl.Learning;

/// <summary>Splits labelled signals for cross-validation: by subject, and with about the same mix of classes in every fold.</summary>
public static class Folds
{
    /// <summary>Assigns each signal to a fold.</summary>
    /// <remarks>Subjects are dealt out class by class in random order, largest class last, so that rare classes spread evenly.
    /// A subject goes where its first signal's class sends it.</remarks>
    /// <param name="signals">Signals.</param>
    /// <param name="folds">Number of folds, from 2 to the number of subjects.</param>
    /// <param name="seed">Seed of the order.</param>
    /// <returns>Fold of each signal, from 0.</returns>
    public static int[] Assign(IReadOnlyList<LabelledSignal> signals, int folds, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(signals);
        (string Subject, int Label)[] subjects = [.. signals.Select(signal => (signal.Subject, signal.Label)).DistinctBy(pair => pair.Subject)];
        if (folds < 2 || folds > subjects.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(folds), folds, $"Folds: {folds} folds of {subjects.Length} subjects; choose from 2 to {subjects.Length}.");
        }

        int[] order = new int[subjects.Length];
        new RandomSequence(seed, (uint)folds).FillPermutation(order);
        Dictionary<string, int> foldOf = [];
        int next = 0;
        foreach (IGrouping<int, int> group in order.GroupBy(index => subjects[index].Label).OrderBy(group => group.Count()).ThenBy(group => group.Key))
        {
            foreach (int index in group)
            {
                foldOf[subjects[index].Subject] = next++ % folds;
            }
        }

        return [.. signals.Select(signal => foldOf[signal.Subject])];
    }
}

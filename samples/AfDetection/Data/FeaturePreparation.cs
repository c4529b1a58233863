using DeepHealth.Ecvl.Signals;
using DeepHealth.Eddl;
using DeepHealth.Numerics;
using DeepHealth.Samples.AfDetection.Commands;
using DeepHealth.Samples.EcgArrhythmia;

namespace DeepHealth.Samples.AfDetection.Data;

/// <summary>Chooses records, equally many of each class, and computes their features.</summary>
internal sealed class FeaturePreparation
{
    private readonly RecordSource _source;
    private readonly int _threads;
    private readonly StepProgress _progress;
    private readonly int[][] _order;
    private readonly int[] _next = new int[AfClass.Names.Count];
    private readonly List<(int Candidate, double[] Features)>[] _good = [.. AfClass.Names.Select(_ => new List<(int, double[])>())];
    private readonly List<(int Candidate, string Reason)> _skipped = [];

    private FeaturePreparation(RecordSource source, ulong seed, int threads, StepProgress progress)
    {
        _source = source;
        _threads = threads;
        _progress = progress;
        _order = [.. AfClass.Names.Select((_, label) => Shuffled(source.Candidates, label, seed))];
    }

    /// <summary>Prepares a set.</summary>
    /// <param name="source">Where records come from.</param>
    /// <param name="perClass">Most records per class; 0 for as many as there are.</param>
    /// <param name="isBalanced">Whether the larger class is undersampled.</param>
    /// <param name="seed">Seed of the choice.</param>
    /// <param name="threads">Threads; the set does not depend on it.</param>
    /// <param name="output">Where progress is shown.</param>
    /// <exception cref="UsageException">A class has no usable record, or there are more than fit into memory.</exception>
    public static FeatureSet Run(RecordSource source, int perClass, bool isBalanced, ulong seed, int threads, TextWriter output)
    {
        int[] counts = [.. AfClass.Names.Select((_, label) => source.Candidates.Count(candidate => candidate.Label == label))];
        int most = perClass == 0 ? int.MaxValue : perClass;
        int[] wanted = [.. counts.Select(count => Math.Min(isBalanced ? counts.Min() : count, most))];
        MemoryBudget.Require(wanted.Sum(), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        using StepProgress progress = new(output, "preparing", wanted.Sum());
        FeaturePreparation work = new(source, seed, threads, progress);
        for (int label = 0; label < wanted.Length; label++)
        {
            work.Fill(label, wanted[label]);
        }

        return work.Finish(isBalanced);
    }

    /// <summary>Reads candidates of a class until enough are good or none is left.</summary>
    private void Fill(int label, int wanted)
    {
        while (_good[label].Count < wanted && _next[label] < _order[label].Length)
        {
            int count = Math.Min(wanted - _good[label].Count, _order[label].Length - _next[label]);
            int[] batch = _order[label].AsSpan(_next[label], count).ToArray();
            _next[label] += count;
            double[]?[] features = new double[count][];
            string[] reasons = new string[count];
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = _threads }, i =>
            {
                try
                {
                    features[i] = LogSpectrogram.Features(_source.Candidates[batch[i]].Read());
                    _progress.Step();
                }
                catch (Exception error) when (error is SignalFormatException or DataException or IOException or UnauthorizedAccessException)
                {
                    reasons[i] = error.Message;
                }
            });
            for (int i = 0; i < count; i++)
            {
                if (features[i] is { } found)
                {
                    _good[label].Add((batch[i], found));
                }
                else
                {
                    _skipped.Add((batch[i], reasons[i]));
                }
            }
        }
    }

    private FeatureSet Finish(bool isBalanced)
    {
        SkippedRecord[] skipped = [.. _skipped.OrderBy(item => item.Candidate).Select(item => new SkippedRecord(_source.Candidates[item.Candidate].Name, item.Reason))];
        int least = _good.Min(list => list.Count);
        if (least == 0)
        {
            string first = skipped.Length > 0 ? $"; the first of {skipped.Length} that failed: {skipped[0].Reason}" : "";
            throw new UsageException($"{_source.Name} has {_good[AfClass.Fibrillation].Count} usable records of AF and {_good[AfClass.Normal].Count} normal ones; both are needed{first}");
        }

        (int Candidate, double[] Features)[] chosen = [.. _good.SelectMany(list => isBalanced ? list.Take(least) : list).OrderBy(item => item.Candidate)];
        double[] values = new double[chosen.Length * LogSpectrogram.FeatureCount];
        for (int row = 0; row < chosen.Length; row++)
        {
            chosen[row].Features.CopyTo(values.AsSpan(row * LogSpectrogram.FeatureCount));
        }

        return new FeatureSet(
            _source.Name,
            [.. chosen.Select(item => _source.Candidates[item.Candidate].Name)],
            [.. chosen.Select(item => _source.Candidates[item.Candidate].Label)],
            new FeatureTable(chosen.Length, LogSpectrogram.FeatureCount, values),
            skipped);
    }

    private static int[] Shuffled(IReadOnlyList<AfCandidate> candidates, int label, ulong seed)
    {
        int[] own = [.. Enumerable.Range(0, candidates.Count).Where(i => candidates[i].Label == label)];
        int[] order = new int[own.Length];
        new RandomSequence(seed, (uint)label).FillPermutation(order);
        return Array.ConvertAll(order, place => own[place]);
    }
}

using DeepHealth.Ecvl.Signals;
using DeepHealth.Eddl;
using DeepHealth.Numerics;

namespace DeepHealth.Ecvl.Learning;

/// <summary>All windows of labelled signals, for judging whole records: half-overlapping, the last one moved back to end with the signal.</summary>
public sealed class WholeSignalWindows : Dataset
{
    private readonly IReadOnlyList<LabelledSignal> _signals;
    private readonly int _window;
    private readonly List<(int Signal, int Start)> _places = [];

    /// <summary>Creates the dataset.</summary>
    /// <param name="signals">Prepared signals of one rate.</param>
    /// <param name="window">Samples per window, at least 1.</param>
    public WholeSignalWindows(IReadOnlyList<LabelledSignal> signals, int window)
    {
        ArgumentNullException.ThrowIfNull(signals);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        _signals = signals;
        _window = window;
        for (int i = 0; i < signals.Count; i++)
        {
            int length = signals[i].Samples.Length;
            if (length <= window)
            {
                // Shorter than a window: it stands in the middle, as in training.
                _places.Add((i, (length - window) / 2));
                continue;
            }

            foreach (SampleWindow place in Windowing.Cut(length, 1, window, window / 2, WindowTail.MoveBack))
            {
                _places.Add((i, place.Start));
            }
        }
    }

    /// <inheritdoc/>
    public override int Count => _places.Count;

    /// <inheritdoc/>
    public override Shape InputShape => [1, _window];

    /// <inheritdoc/>
    public override Shape TargetShape => Shape.Scalar;

    /// <inheritdoc/>
    public override DType TargetType => DType.Int32;

    /// <summary>Signal and first sample of each window; a start below 0 means zeros in front.</summary>
    public IReadOnlyList<(int Signal, int Start)> Places => _places;

    /// <inheritdoc/>
    public override string NameOf(int index) => _signals[_places[index].Signal].Name;

    /// <inheritdoc/>
    public override void Read(int index, in SampleContext context, Span<float> input, Span<float> target)
    {
        (int signal, int start) = _places[index];
        SignalWindowDataset.Place(_signals[signal].Samples, start, input);
        target[0] = _signals[signal].Label;
    }

    /// <summary>Mean class probabilities of each signal over its windows.</summary>
    /// <param name="scores"><c>[windows, classes]</c>, one row per sample of this dataset.</param>
    /// <returns><c>[signals, classes]</c>.</returns>
    /// <exception cref="ShapeException">The scores do not have one row per window.</exception>
    public Tensor AverageBySignal(Tensor scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (scores.Rank != 2 || scores.Shape[0] != Count)
        {
            throw new ShapeException($"AverageBySignal: needs [windows, classes] with {Count} windows, the scores are {scores.Shape}.");
        }

        int classes = scores.Shape[1];
        Tensor mean = Tensor.Zeros([_signals.Count, classes]);
        Span<float> sums = mean.AsSpan<float>();
        Span<float> rows = scores.AsSpan<float>();
        int[] windows = new int[_signals.Count];
        for (int i = 0; i < _places.Count; i++)
        {
            int signal = _places[i].Signal;
            windows[signal]++;
            for (int c = 0; c < classes; c++)
            {
                sums[(signal * classes) + c] += rows[(i * classes) + c];
            }
        }

        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] /= Math.Max(windows[i / classes], 1);
        }

        return mean;
    }
}

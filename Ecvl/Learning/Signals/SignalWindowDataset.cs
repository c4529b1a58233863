using DeepHealth.Eddl;
using DeepHealth.Numerics;

namespace DeepHealth.Ecvl.Learning;

/// <summary>One window of each labelled signal per epoch: a random, augmented one in training, the middle one otherwise.</summary>
/// <remarks>Signals shorter than the window stand between zeros: anywhere in training, in the middle otherwise. All signals must have been prepared to one rate.</remarks>
public sealed class SignalWindowDataset : Dataset
{
    // Each sample draws a handful of numbers before the noise, whose positions start here.
    private const int FirstNoisePosition = 16;

    private readonly IReadOnlyList<LabelledSignal> _signals;
    private readonly int _window;
    private readonly SignalAugmentation _augmentation;

    /// <summary>Creates the dataset.</summary>
    /// <param name="signals">Signals of one rate.</param>
    /// <param name="window">Samples per window, at least 1.</param>
    /// <param name="augmentation">Variation in training; the default one where null.</param>
    /// <exception cref="DataException">Rates differ, or a signal is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value of the augmentation is out of its range.</exception>
    public SignalWindowDataset(IReadOnlyList<LabelledSignal> signals, int window, SignalAugmentation? augmentation = null)
    {
        ArgumentNullException.ThrowIfNull(signals);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        foreach (LabelledSignal signal in signals)
        {
            if (signal.RateHz != signals[0].RateHz)
            {
                throw new DataException($"SignalWindowDataset: {signal.Name} has {signal.RateHz} Hz, {signals[0].Name} has {signals[0].RateHz} Hz; prepare all signals to one rate.");
            }

            if (signal.Samples.Length == 0)
            {
                throw new DataException($"SignalWindowDataset: {signal.Name} has 0 samples; at least 1 is needed.");
            }
        }

        _signals = signals;
        _window = window;
        _augmentation = augmentation ?? new SignalAugmentation();
        _augmentation.Validate();
    }

    /// <inheritdoc/>
    public override int Count => _signals.Count;

    /// <inheritdoc/>
    public override Shape InputShape => [1, _window];

    /// <inheritdoc/>
    public override Shape TargetShape => Shape.Scalar;

    /// <inheritdoc/>
    public override DType TargetType => DType.Int32;

    /// <inheritdoc/>
    public override string NameOf(int index) => _signals[index].Name;

    /// <inheritdoc/>
    public override void Read(int index, in SampleContext context, Span<float> input, Span<float> target)
    {
        LabelledSignal signal = _signals[index];
        target[0] = signal.Label;
        if (!context.IsTraining)
        {
            Place(signal.Samples, (signal.Samples.Length - _window) / 2, input);
            return;
        }

        RandomSequence random = context.Random();
        float stretch = 1 + (_augmentation.StretchSpread * Symmetric(random, 0));
        double room = signal.Samples.Length - (_window * (double)stretch);
        // A whole sample: a start between samples would blur the signal, and differently each time.
        double start = Math.Round(Math.Truncate(room) * random.Uniform(1));
        float gain = 1 + (_augmentation.GainSpread * Symmetric(random, 2));
        gain = random.Uniform(3) < _augmentation.FlipProbability ? -gain : gain;
        Sample(signal.Samples, start, stretch, gain, input);
        if (_augmentation.NoiseDeviation > 0)
        {
            AddNoise(random, _augmentation.NoiseDeviation, input);
        }
    }

    /// <summary>Copies a window that may reach over either end of the signal; zeros there.</summary>
    internal static void Place(ReadOnlySpan<float> signal, int start, Span<float> window)
    {
        window.Clear();
        int from = Math.Max(start, 0);
        int to = Math.Min(start + window.Length, signal.Length);
        signal[from..to].CopyTo(window[(from - start)..]);
    }

    /// <summary>Reads a window at fractional positions by linear interpolation; zeros outside the signal.</summary>
    private static void Sample(ReadOnlySpan<float> signal, double start, double step, float gain, Span<float> window)
    {
        for (int i = 0; i < window.Length; i++)
        {
            double at = start + (i * step);
            int left = (int)Math.Floor(at);
            float share = (float)(at - left);
            float a = (uint)left < (uint)signal.Length ? signal[left] : 0;
            float b = (uint)(left + 1) < (uint)signal.Length ? signal[left + 1] : 0;
            window[i] = gain * (a + (share * (b - a)));
        }
    }

    private static void AddNoise(RandomSequence random, float deviation, Span<float> window)
    {
        // Sum of four uniforms: close enough to a normal distribution for noise, and one Philox block per sample.
        for (int i = 0; i < window.Length; i++)
        {
            (uint a, uint b, uint c, uint d) = random.Block(FirstNoisePosition + i);
            double sum = ((double)a + b + c + d) / 4294967296.0;
            window[i] += deviation * (float)((sum - 2) * 1.7320508);
        }
    }

    private static float Symmetric(RandomSequence random, int position) => (2 * random.Uniform(position)) - 1;
}

using System.Numerics;
using DeepHealth.Ecvl.Signals;
using Xunit;

namespace DeepHealth.Signals.Tests.Spectra;

public sealed class StftTests
{
    [Fact]
    public void Frames_and_signals_from_changed_frames_equal_scipy()
    {
        double[] x = Golden.Load("input");
        var golden = new GoldenSequence("stft");
        Check(golden, new Stft(128), x);
        Check(golden, new Stft(101, 90), x);
        Check(golden, new Stft(100, 75, WindowFunctions.Hamming(100, periodic: true), 128), x);
        Check(golden, new Stft(16), x[..37]);
        Check(golden, new Stft(4, 1), x[..5]);
        golden.End();
    }

    [Theory]
    [InlineData(1, 256, 192)]
    [InlineData(2, 50, 0)]
    [InlineData(3, 7, 3)]
    public void Frames_of_a_stream_in_random_pieces_are_those_inside_the_whole_signal(int seed, int length, int overlap)
    {
        double[] x = Golden.Load("input");
        var stft = new Stft(length, overlap, WindowFunctions.Hamming(length));
        var stream = new LiveStft(stft);
        var frame = new Complex[stft.Bins];
        var expected = new Complex[stft.Bins];
        int count = 0;
        foreach (Range piece in Pieces.Random(x.Length, seed))
        {
            stream.Push(x.AsSpan(piece));
            while (stream.TryRead(frame))
            {
                double[] window = WindowFunctions.Hamming(length);
                double[] faded = [.. x.Skip(count * stft.Step).Take(length).Select((value, i) => value * window[i] / window.Sum())];
                new RealFft(length).Forward(faded, expected);
                Assert.All(Enumerable.Range(0, frame.Length), k => Assert.Equal(0, (frame[k] - expected[k]).Magnitude, 1e-12));
                count++;
            }
        }

        Assert.Equal(((x.Length - length) / stft.Step) + 1, count);
    }

    [Fact]
    public void Wrong_values_are_refused_with_both_sides()
    {
        Refused(() => new Stft(16, 16), "16 samples overlap by 16");
        Refused(() => new Stft(16, 8, new double[15]), "15 samples", "16");
        Refused(() => new Stft(16, 8, fftLength: 8), "8 samples", "16");
        Refused(() => new Stft(16).Forward([], 300), "0 samples");
        Refused(() => new Stft(16).Inverse(new Stft(32).Forward(new double[100], 300)), "100 samples", "9 bins");
        Refused(() => new Stft(16, 0).Inverse(new Stft(16, 0).Forward(new double[100], 300)), "uncovered", "16");
        Refused(() => new LiveStft(new Stft(16)).TryRead(new Complex[3]), "3 values", "9");
    }

    private static void Refused(Func<object?> action, params string[] shown)
    {
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(action);
        Assert.All(shown, text => Assert.Contains(text, error.Message, StringComparison.Ordinal));
    }

    private static void Check(GoldenSequence golden, Stft stft, double[] x)
    {
        StftFrames frames = stft.Forward(x, 300);
        golden.Check(frames.FrequenciesHz);
        golden.Check(frames.TimesSeconds);
        golden.Check(frames.Values);
        Golden.Equal(x, stft.Inverse(frames), 1e-12);
        Complex[] changed = [.. frames.Values.Select((value, i) => value * (1 - (0.5 * (i % stft.Bins) / (stft.Bins - 1))))];
        golden.Check(stft.Inverse(frames with { Values = changed }));
    }
}

using DeepHealth.Ecvl.Signals;
using Xunit;

namespace DeepHealth.Signals.Tests;

public sealed class EnvelopeTests
{
    [Fact]
    public void Envelopes_equal_scipy()
    {
        var golden = PhysioGolden.Load("filters");
        double[] x = Golden.Load("input");
        Golden.Equal(golden.Doubles("rms"), Envelope.Rms(x, 25), 1e-12);
        Golden.Equal(golden.Doubles("hilbert"), Hilbert.Envelope(x), 1e-12);
        (double[] upper, double[] lower) = Envelope.Peaks(x, 20);
        Golden.Equal(golden.Doubles("upper"), upper, 1e-12);
        Golden.Equal(golden.Doubles("lower"), lower, 1e-12);
    }

    [Fact]
    public void A_stream_equals_the_whole_and_forgets_a_burst_and_a_missing_sample()
    {
        double[] x = Golden.Load("input");
        x[100] = 1e9;
        x[300] = double.NaN;
        double[] whole = new double[x.Length];
        new RmsEnvelope(25).Process(x, whole);
        var stream = new RmsEnvelope(25);
        double[] pieces = new double[x.Length];
        foreach (Range piece in Pieces.Random(x.Length, 3))
        {
            stream.Process(x.AsSpan(piece), pieces.AsSpan(piece));
        }

        Assert.Equal(whole, pieces);
        foreach (int i in new[] { 200, 400 })
        {
            double square = 0;
            foreach (double value in x.AsSpan(i - 24, 25))
            {
                square += value * value;
            }

            Assert.Equal(Math.Sqrt(square / 25), whole[i], 1e-12);
        }
    }

    [Fact]
    public void Edges_of_the_input_are_handled()
    {
        Assert.Empty(Envelope.Rms([], 3));
        Assert.Equal([2, 2], Envelope.Rms([2, -2], 5), (a, b) => Math.Abs(a - b) < 1e-14);
        Assert.Equal([3, 3, 3], Envelope.Peaks([1, 2, 3], 1).Upper);
        Assert.Equal([1, 1, 1], Envelope.Peaks([1, 2, 3], 1).Lower);
        Assert.ThrowsAny<ArgumentException>(() => Envelope.Rms([1], 2));
        Assert.ThrowsAny<ArgumentException>(() => Envelope.Peaks([1], 0));
        Assert.ThrowsAny<ArgumentException>(() => new RmsEnvelope(0));
    }
}

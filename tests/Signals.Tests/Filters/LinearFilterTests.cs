using DeepHealth.Ecvl.Signals;
using Xunit;

namespace DeepHealth.Signals.Tests.Filters;

public sealed class LinearFilterTests
{
    private static readonly EdgePadding[] Paddings = [EdgePadding.Odd, EdgePadding.Even, EdgePadding.Constant, EdgePadding.None];

    [Fact]
    public void Filters_states_and_zero_phase_filters_equal_scipy()
    {
        double[] input = Golden.Load("input");
        var golden = new GoldenSequence("lfilter");
        for (int i = 0; i < 4; i++)
        {
            var function = new TransferFunction(golden.Next(), golden.Next());
            golden.Check(function.SteadyState());
            golden.Check(LinearFilter.Apply(function, input));
            var filter = new LinearFilter(function);
            filter.ResetTo(input[0]);
            double[] output = new double[input.Length];
            filter.Process(input, output);
            golden.Check(output);
            golden.Check(filter.State);
            if (function.Order == 0)
            {
                continue;
            }

            foreach (EdgePadding padding in Paddings)
            {
                golden.Check(FiltFilt.Apply(function, input, padding));
            }

            golden.Check(FiltFilt.Apply(function, input, EdgePadding.Odd, 100));
        }

        golden.End();
    }

    [Fact]
    public void Sections_with_state_and_all_paddings_equal_scipy()
    {
        double[] input = Golden.Load("input");
        var golden = new GoldenSequence("sosfilt");
        SecondOrderSections sections = Chebyshev1.BandPass(5, 0.5, 5, 15, 360);
        golden.Check(sections.SteadyState());
        var filter = new SosFilter(sections);
        filter.ResetTo(input[0]);
        double[] output = new double[input.Length];
        filter.Process(input, output);
        golden.Check(output);
        golden.Check(filter.State);
        foreach (EdgePadding padding in Paddings)
        {
            golden.Check(FiltFilt.Apply(sections, input, padding));
        }

        golden.Check(FiltFilt.Apply(sections, input, EdgePadding.Odd, 100));
        golden.End();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_stream_in_random_pieces_gives_the_bits_of_one_piece(int seed)
    {
        double[] input = Golden.Load("input");
        TransferFunction[] functions =
        [
            new TransferFunction(FirDesign.BandPass(45, 5, 15, 360)), TransferFunction.FromSections(Elliptic.LowPass(4, 1, 40, 30, 300)), new TransferFunction([2.0]),
        ];
        foreach (TransferFunction function in functions)
        {
            double[] streamed = (double[])input.Clone();
            var filter = new LinearFilter(function);
            foreach (Range piece in Pieces.Random(input.Length, seed))
            {
                filter.Process(streamed.AsSpan(piece), streamed.AsSpan(piece));
            }

            Assert.Equal(LinearFilter.Apply(function, input), streamed);
        }
    }

    [Fact]
    public void A_state_that_was_kept_continues_another_filter()
    {
        double[] input = Golden.Load("input");
        TransferFunction function = TransferFunction.FromSections(Butterworth.LowPass(3, 40, 300));
        double[] whole = LinearFilter.Apply(function, input);
        var first = new LinearFilter(function);
        first.Process(input.AsSpan(0, 100), new double[100]);
        var second = new LinearFilter(function);
        first.State.CopyTo(second.State);
        double[] rest = new double[500];
        second.Process(input.AsSpan(100), rest);
        Assert.Equal(whole[100..], rest);
        second.Reset();
        second.Process(input, input);
        Assert.Equal(whole, input);
    }

    [Fact]
    public void Sections_and_transfer_function_answer_alike()
    {
        SecondOrderSections sections = Chebyshev2.BandStop(3, 40, 48, 52, 360);
        TransferFunction function = TransferFunction.FromSections(sections);
        Assert.Equal(6, function.Order);
        foreach (double hz in (double[])[0, 10, 47, 50, 100, 180])
        {
            Assert.Equal(0, (sections.FrequencyResponse(hz, 360) - function.FrequencyResponse(hz, 360)).Magnitude, 1e-9);
        }
    }

    [Fact]
    public void Wrong_coefficients_and_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new TransferFunction([]));
        Assert.Contains("a0", Assert.Throws<ArgumentException>(() => new TransferFunction([1], [0, 1])).Message, StringComparison.Ordinal);
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => new TransferFunction([1, double.NaN], [1])).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => new TransferFunction([1], [1, -1]).SteadyState());
        var function = new TransferFunction([1, 1]);
        var lengths = Assert.Throws<ArgumentException>(() => new LinearFilter(function).Process(new double[3], new double[4]));
        Assert.Contains("3 samples", lengths.Message, StringComparison.Ordinal);
        var tooShort = Assert.Throws<ArgumentException>(() => FiltFilt.Apply(function, new double[6]));
        Assert.Contains("6 samples", tooShort.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => FiltFilt.Apply(function, new double[6], EdgePadding.Even, -1));
        Assert.Throws<ArgumentException>(() => FiltFilt.Apply(function, [], EdgePadding.None));
    }
}

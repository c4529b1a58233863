using System.Globalization;
using System.Text;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public sealed class TrainingProgressTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };

    public void Dispose() => _output.Dispose();

    [Fact]
    public void The_live_line_shows_bar_values_speed_and_time_left()
    {
        using TrainingProgress progress = new(_output, epochs: 12, stepsPerEpoch: 100, live: true, width: 120, time: _time);
        _time.Advance(16);
        progress.Report(3, 64, 19744, ("loss", 0.41234), ("accuracy", 0.861));

        // 64 steps took 16 s: 36 steps and 9 epochs are left, 936 steps of 0.25 s.
        Assert.Equal(
            "\repoch 3/12 ━━━━━━━━━━━━━━━━━━━───────────  64 %  loss 0.4123  accuracy 0.8610  1,234 samples/s  ETA 3:54",
            _output.ToString());
    }

    [Fact]
    public void The_live_line_is_rewritten_at_most_ten_times_per_second()
    {
        using TrainingProgress progress = new(_output, epochs: 1, stepsPerEpoch: 1000, live: true, width: 100, time: _time);
        for (int step = 1; step <= 1000; step++)
        {
            _time.Advance(0.002);
            progress.Report(1, step, 8, ("loss", 1.0 / step));
        }

        int refreshes = _output.ToString().Count(symbol => symbol == '\r');
        Assert.InRange(refreshes, 18, 20);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(80)]
    [InlineData(60)]
    [InlineData(41)]
    [InlineData(20)]
    [InlineData(5)]
    [InlineData(1)]
    public void The_live_line_never_reaches_the_last_column(int width)
    {
        using TrainingProgress progress = new(_output, epochs: 100, stepsPerEpoch: 50, live: true, width: width, time: _time);
        for (int step = 1; step <= 50; step++)
        {
            _time.Advance(1);
            progress.Report(7, step, 8, ("loss", Math.Pow(10, 20 - step)), ("balancedAccuracy", 0.5), ("macroF1", double.NaN));
        }

        string[] lines = _output.ToString().Split('\r')[1..];
        Assert.Equal(50, lines.Length);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, width - 1));
        Assert.All(lines, line => Assert.StartsWith(line.TrimEnd(), line, StringComparison.Ordinal));
        if (width >= 60)
        {
            Assert.All(lines, line => Assert.Contains(" %  loss ", line, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_shorter_line_erases_the_longer_one_before()
    {
        using TrainingProgress progress = new(_output, epochs: 1, stepsPerEpoch: 10, live: true, width: 30, time: _time);
        _time.Advance(1);
        progress.Report(1, 1, 0, ("loss", 1.5));
        _time.Advance(1);

        // This value is too long for the terminal and left out.
        progress.Report(1, 2, 0, ("loss", 123456.5));
        Assert.Equal("\repoch 1/1  10 %  loss 1.5000\repoch 1/1  20 %             ", _output.ToString());
    }

    [Fact]
    public void The_summary_replaces_the_live_line_and_shows_training_speed()
    {
        using TrainingProgress progress = new(_output, epochs: 2, stepsPerEpoch: 2, live: true, width: 60, time: _time);
        _time.Advance(1);
        progress.Report(1, 1, 50, ("loss", 2.0));
        _time.Advance(1);
        progress.Report(1, 2, 50, ("loss", 1.0));
        _time.Advance(3);
        progress.EndEpoch(1, ("loss", 1.0), ("valLoss", 1.25));
        string last = _output.ToString().Split('\r')[^1];
        Assert.Equal("epoch 1/2  loss 1.0000  valLoss 1.2500  50 samples/s  0:05\n", last);
    }

    [Fact]
    public void Time_left_counts_the_validation_of_every_epoch()
    {
        using TrainingProgress progress = new(_output, epochs: 3, stepsPerEpoch: 2, live: true, width: 100, time: _time);
        progress.Report(1, 1, 1);
        _time.Advance(1);
        progress.Report(1, 2, 1);
        _time.Advance(10);
        progress.EndEpoch(1);
        _time.Advance(0.5);
        progress.Report(2, 1, 1);

        // Three steps of half a second and two validations of ten are left.
        Assert.Contains("ETA 0:22", _output.ToString().Split('\r')[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Time_left_is_smoothed_but_follows_a_lasting_change()
    {
        using TrainingProgress progress = new(_output, epochs: 1, stepsPerEpoch: 1000, live: true, width: 100, time: _time);
        for (int step = 1; step <= 500; step++)
        {
            _time.Advance(step == 300 ? 2 : step > 400 ? 0.4 : 0.2);
            progress.Report(1, step, 1);
        }

        string[] lines = _output.ToString().Split('\r')[1..];
        Assert.EndsWith("ETA 2:20", lines[299 - 1].TrimEnd(), StringComparison.Ordinal);

        // One step ten times as long moves the estimate by its share of ten seconds, not tenfold.
        Assert.EndsWith("ETA 2:50", lines[300 - 1].TrimEnd(), StringComparison.Ordinal);
        Assert.EndsWith("ETA 3:17", lines[500 - 1].TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_gets_one_line_per_epoch()
    {
        using TrainingProgress progress = new(_output, epochs: 2, stepsPerEpoch: 100, live: false, time: _time);
        for (int epoch = 1; epoch <= 2; epoch++)
        {
            for (int step = 1; step <= 100; step++)
            {
                _time.Advance(0.01);
                progress.Report(epoch, step, 16, ("loss", 1.0));
            }

            progress.EndEpoch(epoch, ("loss", 1.0 / epoch));
        }

        Assert.Equal("epoch 1/2  loss 1.0000  1,600 samples/s  0:01\nepoch 2/2  loss 0.5000  1,600 samples/s  0:01\n", _output.ToString());
    }

    [Fact]
    public void A_pipe_sees_quarters_of_a_long_epoch()
    {
        using TrainingProgress progress = new(_output, epochs: 1, stepsPerEpoch: 100, live: false, time: _time);
        for (int step = 1; step <= 100; step++)
        {
            _time.Advance(60);
            progress.Report(1, step, 6, ("loss", 0.00012345));
        }

        progress.EndEpoch(1);
        Assert.Equal(
            """
            epoch 1/1  25 %  loss 1.23e-4  0.1 samples/s  ETA 1:15:00
            epoch 1/1  50 %  loss 1.23e-4  0.1 samples/s  ETA 50:00
            epoch 1/1  75 %  loss 1.23e-4  0.1 samples/s  ETA 25:00
            epoch 1/1  0.1 samples/s  1:40:00

            """.ReplaceLineEndings("\n"),
            _output.ToString());
    }

    [Fact]
    public void Messages_and_the_end_leave_whole_lines()
    {
        TrainingProgress progress = new(_output, epochs: 1, stepsPerEpoch: 4, live: true, width: 50, time: _time);
        _time.Advance(1);
        progress.Report(1, 1, 1);
        progress.WriteLine("stopped early");
        _time.Advance(1);
        progress.Report(1, 2, 1);
        progress.Dispose();
        progress.Dispose();
        string text = _output.ToString();
        Assert.Contains("\rstopped early\n\repoch 1/1", text, StringComparison.Ordinal);
        Assert.EndsWith("ETA 0:02\n", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Count(symbol => symbol == '\n'));
    }

    [Fact]
    public void Reporting_allocates_nothing_with_or_without_output()
    {
        using StreamWriter writer = new(Stream.Null, Encoding.ASCII);
        using TrainingProgress progress = new(writer, epochs: 10, stepsPerEpoch: 1000, live: true, width: 80, time: _time);
        Report(1, 100);

        Assert.Equal(0, Allocations.By(() => Report(101, 300)));

        void Report(int first, int last)
        {
            for (int step = first; step <= last; step++)
            {
                _time.Advance(0.02);
                progress.Report(1, step, 8, ("loss", 1.0 / step), ("accuracy", 0.5));
            }
        }
    }

    [Fact]
    public void An_ascii_writer_gets_an_ascii_bar()
    {
        using MemoryStream stream = new();
        using StreamWriter writer = new(stream, Encoding.ASCII);
        using TrainingProgress progress = new(writer, epochs: 1, stepsPerEpoch: 4, live: true, width: 100, time: _time);
        _time.Advance(1);
        progress.Report(1, 1, 1);
        string text = Encoding.ASCII.GetString(stream.ToArray());
        Assert.Contains(" =======-......................  25 %", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_do_not_follow_the_culture()
    {
        CultureInfo saved = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = comma;
            Assert.Equal("0,5", $"{0.5:F1}");
            using TrainingProgress progress = new(_output, epochs: 1, stepsPerEpoch: 1, live: false, time: _time);
            progress.EndEpoch(1, ("loss", 0.5));
            Assert.Equal("epoch 1/1  loss 0.5000  0:00\n", _output.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = saved;
        }
    }

    [Fact]
    public void Something_that_is_no_console_is_not_live()
    {
        using TrainingProgress progress = new(_output, epochs: 1, stepsPerEpoch: 1);
        Assert.False(progress.IsLive);
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingProgress(_output, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingProgress(_output, 1, 0));
    }
}

using System.Text;

namespace DeepHealth.Eddl;

/// <summary>Shows the progress of a training: a live line on a terminal, plain lines in a file or pipe.</summary>
/// <remarks>On a terminal one line is rewritten at most ten times per second:
/// <c>epoch 3/12 ━━━━━━━━━╸────  64 %  loss 0.4123  accuracy 0.8610  1,234 samples/s  ETA 0:12</c>; it never exceeds the terminal's width
/// (values that do not fit are left out). Elsewhere an epoch prints one line, and a long one also at a quarter, half and three quarters.
/// Reporting a step allocates nothing. Not safe for several threads.</remarks>
public sealed class TrainingProgress : IDisposable
{
    private const double RefreshSeconds = 0.1;
    private const double PlainSeconds = 15;
    private const int LongestBar = 30;
    private const int ShortestBar = 8;
    private const int DefaultWidth = 80;

    private readonly TextWriter _writer;
    private readonly TimeProvider _time;
    private readonly int? _width;
    private readonly bool _unicode;
    private readonly ProgressLine _line = new();
    private readonly ProgressLine _right = new();
    private readonly StepSpeed _speed = new();

    private long _epochStart;
    private long _lastMeasured;
    private long _lastReport;
    private long _lastShown;
    private long _samples;
    private long _epochSamples;
    private int _epoch;
    private int _stepReported;
    private int _stepMeasured;
    private int _quarterShown;
    private int _columnsShown;
    private double _pauseSeconds;

    /// <summary>Starts to measure time.</summary>
    /// <param name="writer">Where to write; null for the console's output.</param>
    /// <param name="epochs">Number of epochs, at least 1.</param>
    /// <param name="stepsPerEpoch">Steps per epoch, at least 1.</param>
    /// <param name="live">Whether the writer is a terminal that understands carriage returns; null to find out: it is the console's output and
    /// not redirected.</param>
    /// <param name="width">Columns of the terminal; null to ask the console each time.</param>
    /// <param name="time">Clock; null for the system's.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public TrainingProgress(
        TextWriter? writer, int epochs, int stepsPerEpoch, bool? live = null, int? width = null, TimeProvider? time = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stepsPerEpoch, 1);
        _writer = writer ?? Console.Out;
        _time = time ?? TimeProvider.System;
        _width = width;
        Epochs = epochs;
        StepsPerEpoch = stepsPerEpoch;
        IsLive = live ?? IsTerminal(_writer);
        _unicode = _writer.Encoding is UTF8Encoding or UnicodeEncoding or UTF32Encoding;
        _epochStart = _lastMeasured = _lastReport = _lastShown = _time.GetTimestamp();
    }

    /// <summary>Number of epochs.</summary>
    public int Epochs { get; }

    /// <summary>Steps per epoch.</summary>
    public int StepsPerEpoch { get; }

    /// <summary>Whether one line is rewritten.</summary>
    public bool IsLive { get; }

    /// <summary>Reports that a step has ended.</summary>
    /// <param name="epoch">The epoch, from 1.</param>
    /// <param name="step">The step within the epoch, from 1.</param>
    /// <param name="samples">Samples of this step.</param>
    /// <param name="values">What to show, such as the mean loss so far; read only when something is shown.</param>
    public void Report(int epoch, int step, int samples, params ReadOnlySpan<(string Name, double Value)> values)
    {
        StartEpoch(epoch);
        _samples += samples;
        _epochSamples += samples;
        long now = _time.GetTimestamp();
        _lastReport = now;
        _stepReported = step;
        double sinceShown = Seconds(_lastShown, now);
        int quarter = (int)(4L * step / StepsPerEpoch);
        bool show = IsLive
            ? sinceShown >= RefreshSeconds
            : quarter > _quarterShown && quarter < 4 && sinceShown >= PlainSeconds;
        if (!show)
        {
            return;
        }

        Measure();
        _quarterShown = quarter;
        _lastShown = now;
        _line.Clear();
        AppendEpoch(epoch);
        _right.Clear();
        _right.Append("  ").Append(100L * step / StepsPerEpoch, "0", width: 2).Append(" %");
        AppendValues(_right, values);
        AppendSpeed(_right, _speed.SamplesPerSecond);
        _right.Append("  ETA ").AppendTime(SecondsLeft(epoch, step));
        if (IsLive)
        {
            // The last column stays free: writing into it would wrap the line.
            int columns = Math.Max(Width() - 1, 0);
            AppendBar(Math.Min(columns - _line.Length - _right.Length - 1, LongestBar), (double)step / StepsPerEpoch);
            Rewrite(columns);
        }
        else
        {
            _line.Append(_right.Text);
            _writer.WriteLine(_line.Text);
        }

        _writer.Flush();
    }

    /// <summary>Ends an epoch with a line of its results.</summary>
    /// <param name="epoch">The epoch, from 1.</param>
    /// <param name="values">What to show, such as losses and metrics of training and validation.</param>
    public void EndEpoch(int epoch, params ReadOnlySpan<(string Name, double Value)> values)
    {
        StartEpoch(epoch);
        Measure();
        long now = _time.GetTimestamp();

        // Validation and checkpoints come after the last step: they are no part of the speed, but the time left counts them once per epoch.
        _pauseSeconds = Seconds(_lastReport, now);
        _line.Clear();
        AppendEpoch(epoch);
        AppendValues(_line, values);
        AppendSpeed(_line, _epochSamples / Seconds(_epochStart, _lastReport));
        _line.Append("  ").AppendTime(Seconds(_epochStart, now));
        WriteWhole(_line.Text);
        _lastReport = now;
        _epoch = 0;
    }

    /// <summary>Writes a message on a line of its own, without disturbing the live line.</summary>
    public void WriteLine(string message) => WriteWhole(message);

    /// <summary>Ends a live line that is still open.</summary>
    public void Dispose()
    {
        if (_columnsShown > 0)
        {
            _writer.WriteLine();
            _writer.Flush();
            _columnsShown = 0;
        }
    }

    private static bool IsTerminal(TextWriter writer)
        => ReferenceEquals(writer, Console.Out) && !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

    private static void AppendValues(ProgressLine line, ReadOnlySpan<(string Name, double Value)> values)
    {
        foreach ((string name, double value) in values)
        {
            line.AppendValue(name, value);
        }
    }

    private static void AppendSpeed(ProgressLine line, double samplesPerSecond)
    {
        if (double.IsFinite(samplesPerSecond) && samplesPerSecond > 0)
        {
            line.Append("  ").Append(samplesPerSecond, samplesPerSecond < 10 ? "0.0" : "N0").Append(" samples/s");
        }
    }

    private void StartEpoch(int epoch)
    {
        if (epoch == _epoch)
        {
            return;
        }

        // An epoch begins where the one before ended: the first report comes only after the first step.
        Measure();
        _epochStart = _lastMeasured = _lastReport;
        _epoch = epoch;
        _epochSamples = 0;
        _stepReported = 0;
        _stepMeasured = 0;
        _quarterShown = 0;
    }

    private void Measure()
    {
        if (_stepReported > _stepMeasured)
        {
            _speed.Add(Seconds(_lastMeasured, _lastReport), _stepReported - _stepMeasured, _samples);
        }

        _lastMeasured = _lastReport;
        _stepMeasured = _stepReported;
        _samples = 0;
    }

    private double SecondsLeft(int epoch, int step)
    {
        double steps = ((double)(Epochs - epoch) * StepsPerEpoch) + (StepsPerEpoch - step);
        return (steps * _speed.SecondsPerStep) + ((Epochs - epoch + 1) * _pauseSeconds);
    }

    private void AppendEpoch(int epoch) => _line.Append("epoch ").Append(epoch, "0").Append("/").Append(Epochs, "0");

    private void AppendBar(int cells, double share)
    {
        if (cells < ShortestBar)
        {
            return;
        }

        int halves = (int)Math.Round(share * cells * 2);
        bool half = halves % 2 == 1;
        _line.Append(" ").Append(_unicode ? '━' : '=', halves / 2);
        _line.Append(_unicode ? '╸' : '-', half ? 1 : 0).Append(_unicode ? '─' : '.', cells - (halves / 2) - (half ? 1 : 0));
    }

    private void Rewrite(int columns)
    {
        _line.Append(_right.Text).FitInto(columns);
        _right.Clear();
        _right.Append("\r").Append(_line.Text).Append(' ', Math.Min(_columnsShown, columns) - _line.Length);
        _writer.Write(_right.Text);
        _columnsShown = Math.Max(_line.Length, 1);
    }

    private void WriteWhole(ReadOnlySpan<char> text)
    {
        if (_columnsShown > 0)
        {
            _right.Clear();
            _right.Append("\r").Append(' ', _columnsShown).Append("\r");
            _writer.Write(_right.Text);
            _columnsShown = 0;
        }

        _writer.WriteLine(text);
        _writer.Flush();
        _lastShown = _time.GetTimestamp();
    }

    private int Width() => _width ?? (IsTerminal(_writer) && Console.WindowWidth > 0 ? Console.WindowWidth : DefaultWidth);

    private double Seconds(long from, long to) => _time.GetElapsedTime(from, to).TotalSeconds;
}

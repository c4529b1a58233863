using System.Diagnostics;

namespace DeepHealth.Samples.AfDetection.Commands;

/// <summary>Shows how far a job of equal steps is: a bar on a terminal, a line at each quarter elsewhere. Safe for several threads.</summary>
internal sealed class StepProgress : IDisposable
{
    private const int Width = 30;
    private const double RefreshSeconds = 0.1;

    private readonly TextWriter _output;
    private readonly string _name;
    private readonly int _steps;
    private readonly bool _isLive;
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly Lock _gate = new();
    private long _shown;
    private int _done;

    /// <summary>Starts a job.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="name">What is done.</param>
    /// <param name="steps">Number of steps.</param>
    public StepProgress(TextWriter output, string name, int steps)
    {
        _output = output;
        _name = name;
        _steps = steps;
        _isLive = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
    }

    /// <summary>Counts a step.</summary>
    public void Step()
    {
        lock (_gate)
        {
            int quarter = 4 * _done / _steps;
            _done = Math.Min(_done + 1, _steps);
            bool isDue = _isLive ? _done == _steps || Stopwatch.GetElapsedTime(_shown).TotalSeconds >= RefreshSeconds : 4 * _done / _steps > quarter;
            if (isDue)
            {
                _shown = Stopwatch.GetTimestamp();
                Show();
            }
        }
    }

    /// <summary>Ends the line of the bar.</summary>
    public void Dispose()
    {
        if (_isLive)
        {
            _output.WriteLine();
        }
    }

    private void Show()
    {
        double seconds = Stopwatch.GetElapsedTime(_start).TotalSeconds;
        string rest = _done < _steps ? FormattableString.Invariant($", {seconds * (_steps - _done) / _done:F0} s left") : "";
        string text = FormattableString.Invariant($"{_name} {_done}/{_steps}, {seconds:F1} s{rest}");
        if (_isLive)
        {
            int full = (int)((long)Width * _done / _steps);
            _output.Write($"\r[{new string('#', full)}{new string('.', Width - full)}] {text}   ");
        }
        else
        {
            _output.WriteLine(text);
        }
    }
}

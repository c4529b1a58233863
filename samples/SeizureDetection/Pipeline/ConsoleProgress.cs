using System.Diagnostics;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace DeepHealth.Samples.SeizureDetection.Pipeline;

/// <summary>A progress bar on the error stream, where that is a terminal; else nothing.</summary>
internal sealed class ConsoleProgress : IStepProgress
{
    private const int Width = 40;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly bool _isShown = !Console.IsErrorRedirected;
    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
    private string _step = string.Empty;
    private int _files;
    private int _finished;
    private long _last;

    public void Begin(string step, int files)
    {
        (_step, _files, _finished, _last) = (step, files, 0, 0);
        Draw();
    }

    public void Advance()
    {
        lock (_gate)
        {
            _finished++;
            if (_last == 0 || Stopwatch.GetElapsedTime(_last) >= s_pause)
            {
                Draw();
            }
        }
    }

    public void End()
    {
        Draw();
        if (_isShown)
        {
            _console.WriteLine();
        }
    }

    private void Draw()
    {
        if (!_isShown)
        {
            return;
        }

        _last = Stopwatch.GetTimestamp();
        int full = _files == 0 ? Width : Width * _finished / _files;
        _console.Write(new ControlCode("\r"));
        _console.Markup($"[bold]{Markup.Escape(_step),-9}[/] [green]{new string('━', full)}[/][grey]{new string('━', Width - full)}[/] {_finished}/{_files}");
    }
}

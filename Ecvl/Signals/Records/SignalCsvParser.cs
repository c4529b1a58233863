using System.Globalization;
using System.Text;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Reads the lines of a CSV file of signals.</summary>
internal sealed class SignalCsvParser(string path, SignalCsvOptions options)
{
    private readonly List<string> _comments = [];
    private readonly List<double[]> _rows = [];
    private DateTime? _start;
    private int _line;

    /// <summary>Reads all lines.</summary>
    public SignalRecord Parse(byte[] bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
        string[]? names = null;
        while (reader.ReadLine() is { } line)
        {
            _line++;
            if (line.Length == 0)
            {
                continue;
            }

            if (names is null && line[0] == '#')
            {
                Comment(line[1..].Trim());
            }
            else if (names is null)
            {
                names = [.. Cells(line)];
            }
            else
            {
                _rows.Add(Numbers(line, names.Length));
            }
        }

        int first = options.RateHz is null ? 1 : 0;
        if (names is null || names.Length <= first || _rows.Count == 0)
        {
            throw new SignalFormatException(path, $"CSV: \"{path}\" has {names?.Length ?? 0} columns and {_rows.Count} lines of numbers; it needs a line of names and at least one of numbers{(first == 1 ? ", with times in the first column" : "")}.");
        }

        double rate = options.RateHz ?? Rate();
        var signals = new Signal[names.Length - first];
        for (int i = 0; i < signals.Length; i++)
        {
            (string label, string unit) = Split(names[first + i]);
            int column = first + i;
            signals[i] = new Signal(label, unit, rate, [.. _rows.Select(row => row[column])]);
        }

        return new SignalRecord
        {
            Name = Path.GetFileNameWithoutExtension(path),
            Signals = signals,
            StartTime = _start,
            WindowStartSeconds = first == 1 ? _rows[0][0] : 0,
            Comments = _comments,
        };
    }

    // "II [mV]" is the signal II in millivolts.
    private static (string Label, string Unit) Split(string name)
    {
        int at = name.LastIndexOf(" [", StringComparison.Ordinal);
        return at >= 0 && name[^1] == ']' ? (name[..at], name[(at + 2)..^1]) : (name, "");
    }

    private void Comment(string text)
    {
        if (SignalCsv.StartOf(text) is { } start)
        {
            _start = start;
        }
        else
        {
            _comments.Add(text);
        }
    }

    private double[] Numbers(string line, int columns)
    {
        List<string> cells = Cells(line);
        if (cells.Count != columns)
        {
            throw new SignalFormatException(path, $"CSV: line {_line} of \"{path}\" has {cells.Count} columns, but the names are {columns}; is the separator '{options.Separator}'?");
        }

        double[] values = new double[columns];
        for (int i = 0; i < columns; i++)
        {
            values[i] = cells[i].Length == 0 ? double.NaN
                : double.TryParse(cells[i], NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value
                : throw new SignalFormatException(path, $"CSV: line {_line}, column {i + 1} of \"{path}\" holds \"{Printable.Of(cells[i])}\", which is no number.");
        }

        return values;
    }

    private double Rate()
    {
        double span = _rows[^1][0] - _rows[0][0];
        double rate = (_rows.Count - 1) / span;
        if (_rows.Count < 2 || !(rate > 0) || double.IsInfinity(rate))
        {
            throw new SignalFormatException(path, FormattableString.Invariant($"CSV: the times of \"{path}\" run from {_rows[0][0]} to {_rows[^1][0]} s over {_rows.Count} lines, which gives no rate; state the rate if there is no column of times."));
        }

        for (int i = 0; i < _rows.Count; i++)
        {
            double expected = _rows[0][0] + (i / rate);
            if (!(Math.Abs(_rows[i][0] - expected) * rate <= 0.01))
            {
                throw new SignalFormatException(path, FormattableString.Invariant($"CSV: row {i + 1} of \"{path}\" is at {_rows[i][0]} s where even times have {expected} s; resample the signals to an even rate first."));
            }
        }

        // 1 / (1 / rate) hides in the times' last digits: 250, not 249.99999999999997.
        double rounded = Math.Round(rate, 6);
        return Math.Abs(rounded - rate) <= 1e-9 * rate ? rounded : rate;
    }

    private List<string> Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (c == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                cell.Append(c);
                i++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == options.Separator && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }
}

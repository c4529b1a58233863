using System.Globalization;
using System.Text;

namespace DeepHealth.Signals.Tests.Edf;

/// <summary>Writes small EDF and BDF files for the tests.</summary>
internal sealed class EdfBytes
{
    private readonly List<(string Label, int PerRecord, string[] Fields)> _signals = [];
    private readonly List<byte> _data = [];

    public bool Bdf { get; init; }

    public string Reserved { get; init; } = "";

    public string Duration { get; init; } = "1";

    public string Date { get; init; } = "04.08.12";

    public string Recording { get; init; } = "Startdate X X X X";

    /// <summary>Written in place of the true value.</summary>
    public string? Records { get; init; }

    /// <summary>Written in place of the true value.</summary>
    public string? SignalCount { get; init; }

    /// <summary>Written in place of the true value.</summary>
    public string? HeaderLength { get; init; }

    public string Version { get; init; } = "0";

    public int RecordsWritten { get; private set; }

    public EdfBytes Signal(string label, int perRecord, string physicalMin = "-100", string physicalMax = "100", string digitalMin = "-1000", string digitalMax = "1000")
    {
        _signals.Add((label, perRecord, [label, "electrode", "uV", physicalMin, physicalMax, digitalMin, digitalMax, "HP:0.1Hz", perRecord.ToString(CultureInfo.InvariantCulture), ""]));
        return this;
    }

    public EdfBytes Annotations(int samples) => Signal(Bdf ? "BDF Annotations" : "EDF Annotations", samples, "-1", "1", "-32768", "32767");

    /// <summary>Adds a record: per signal its samples, or the bytes of its annotations as text with '|' for 20, '~' for 21 and '_' for 0.</summary>
    public EdfBytes Record(params object[] values)
    {
        int width = Bdf ? 3 : 2;
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] is string text)
            {
                byte[] bytes = Encoding.UTF8.GetBytes(text.Replace('|', '\u0014').Replace('~', '\u0015').Replace('_', '\0'));
                _data.AddRange(bytes);
                _data.AddRange(new byte[(_signals[i].PerRecord * width) - bytes.Length]);
                continue;
            }

            foreach (int value in (int[])values[i])
            {
                _data.AddRange(BitConverter.GetBytes(value).AsSpan(0, width));
            }
        }

        RecordsWritten++;
        return this;
    }

    public byte[] ToArray()
    {
        int count = _signals.Count;
        var text = new StringBuilder();
        void Put(string value, int width) => text.Append(value.PadRight(width)[..width]);
        Put(Bdf ? "\u00ffBIOSEMI" : Version, 8);
        Put("X F X Jane", 80);
        Put(Recording, 80);
        Put(Date, 8);
        Put("16.30.05", 8);
        Put(HeaderLength ?? $"{256 * (count + 1)}", 8);
        Put(Reserved, 44);
        Put(Records ?? $"{RecordsWritten}", 8);
        Put(Duration, 8);
        Put(SignalCount ?? $"{count}", 4);
        int[] widths = [16, 80, 8, 8, 8, 8, 8, 80, 8, 32];
        for (int field = 0; field < widths.Length; field++)
        {
            foreach ((_, _, string[] fields) in _signals)
            {
                Put(fields[field], widths[field]);
            }
        }

        return [.. Encoding.Latin1.GetBytes(text.ToString()), .. _data];
    }
}

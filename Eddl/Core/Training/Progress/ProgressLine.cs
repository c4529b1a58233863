using System.Globalization;

namespace DeepHealth.Eddl;

/// <summary>A line of text built without allocation, in the invariant culture.</summary>
internal sealed class ProgressLine
{
    private char[] _text = new char[256];

    /// <summary>Number of characters, each one column wide.</summary>
    public int Length { get; private set; }

    /// <summary>The characters.</summary>
    public ReadOnlySpan<char> Text => _text.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public ProgressLine Append(ReadOnlySpan<char> text)
    {
        text.CopyTo(Room(text.Length));
        Length += text.Length;
        return this;
    }

    public ProgressLine Append(char symbol, int count)
    {
        if (count > 0)
        {
            Room(count)[..count].Fill(symbol);
            Length += count;
        }

        return this;
    }

    /// <summary>A number in at least <paramref name="width"/> columns, aligned to the right.</summary>
    public ProgressLine Append(double value, ReadOnlySpan<char> format, int width = 0)
    {
        Span<char> digits = stackalloc char[64];
        int count;
        while (!value.TryFormat(digits, out count, format, CultureInfo.InvariantCulture))
        {
            // Only numbers beyond 10^40 in fixed notation are that long.
            format = "E3";
        }

        return Append(' ', width - count).Append(digits[..count]);
    }

    /// <summary>Name and value, such as <c>loss 0.4123</c>, after a gap of two spaces.</summary>
    public ProgressLine AppendValue(ReadOnlySpan<char> name, double value)
    {
        double size = Math.Abs(value);
        string format = size is > 0 and < 1e-3 or >= 1e6 ? "0.00e-0" : "F4";
        return Append("  ").Append(name).Append(" ").Append(value, format);
    }

    /// <summary>A time as minutes and seconds, such as <c>0:12</c>, or from one hour on as <c>1:02:03</c>.</summary>
    public ProgressLine AppendTime(double seconds)
    {
        if (!double.IsFinite(seconds))
        {
            return Append("-:--");
        }

        long whole = (long)Math.Round(seconds);
        if (whole >= 3600)
        {
            Append(whole / 3600, "0").Append(":").Append(whole / 60 % 60, "00");
        }
        else
        {
            Append(whole / 60, "0");
        }

        return Append(":").Append(whole % 60, "00");
    }

    /// <summary>Drops whole trailing items, set apart by two spaces, until the line fits.</summary>
    public ProgressLine FitInto(int columns)
    {
        while (Length > columns)
        {
            int gap = Text.LastIndexOf("  ");
            Length = gap > 0 ? Text[..gap].TrimEnd(' ').Length : columns;
        }

        return this;
    }

    private Span<char> Room(int count)
    {
        if (Length + count > _text.Length)
        {
            Array.Resize(ref _text, Math.Max(Length + count, _text.Length * 2));
        }

        return _text.AsSpan(Length);
    }
}

using System.Globalization;
using System.Text;

namespace DeepHealth.Ecvl;

/// <summary>The lines of a text header, and where they end; with the numbers in them.</summary>
internal sealed class HeaderLines
{
    // A header lists at most some thousand file names; what is longer is no header.
    private const int MostBytes = 1 << 20;
    private readonly VolumeSource _source;
    private readonly string _format;
    private readonly byte[] _bytes;

    public HeaderLines(VolumeSource source, string format)
    {
        if (source.IsGzip)
        {
            throw source.Fault(format, "the file is packed by gzip as a whole, which the format does not allow; unpack it first.");
        }

        _source = source;
        _format = format;
        _bytes = source.ReadStart(MostBytes);
    }

    /// <summary>Offset of the next line.</summary>
    public int Position { get; private set; }

    /// <summary>Number of the line that was read last, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>The next line without its end; null behind the last.</summary>
    /// <exception cref="ImageFileException">The header is longer than any can be.</exception>
    public string? Next()
    {
        if (Position == _bytes.Length)
        {
            return _bytes.Length < MostBytes ? null : throw Fault($"the header is longer than {MostBytes} bytes.");
        }

        ReadOnlySpan<byte> rest = _bytes.AsSpan(Position);
        int end = rest.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? rest : rest[..end];
        Position += end < 0 ? rest.Length : end + 1;
        Line++;
        return Encoding.Latin1.GetString(line).TrimEnd('\r');
    }

    /// <summary>Real numbers between white space.</summary>
    /// <param name="field">Name for messages.</param>
    /// <param name="text">The numbers.</param>
    /// <param name="count">How many there must be; 0 for any number.</param>
    /// <exception cref="ImageFileException">A word is no number, or there are more or fewer.</exception>
    public double[] Reals(string field, string text, int count = 0)
    {
        string[] words = Words(text);
        double[] values = new double[words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            if (!double.TryParse(words[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]))
            {
                throw Fault($"{field} in line {Line} holds \"{words[i]}\", which is no number.");
            }
        }

        return count == 0 || values.Length == count ? values : throw Fault($"{field} in line {Line} has {values.Length} numbers, it must have {count}.");
    }

    /// <summary>Integers between white space, each within bounds.</summary>
    /// <exception cref="ImageFileException">As <see cref="Reals"/>, or a number is out of bounds.</exception>
    public long[] Integers(string field, string text, long least, int count = 0)
    {
        string[] words = Words(text);
        long[] values = new long[words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            if (!long.TryParse(words[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out values[i]) || values[i] < least)
            {
                throw Fault($"{field} in line {Line} holds \"{words[i]}\", it must be a whole number of at least {least}.");
            }
        }

        return count == 0 || values.Length == count ? values : throw Fault($"{field} in line {Line} has {values.Length} numbers, it must have {count}.");
    }

    /// <summary>One integer.</summary>
    public long Integer(string field, string text, long least, long most)
    {
        long value = Integers(field, text, least, 1)[0];
        return value <= most ? value : throw Fault($"{field} in line {Line} is {value}, it must be at most {most}.");
    }

    /// <summary>Words between white space.</summary>
    public static string[] Words(string text) => text.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Makes the exception for a fault in this header.</summary>
    public ImageFileException Fault(string fault) => _source.Fault(_format, fault);
}

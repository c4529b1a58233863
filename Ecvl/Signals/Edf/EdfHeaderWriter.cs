using System.Globalization;
using System.Text;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Lays out the header of an EDF file and checks that every field fits.</summary>
/// <param name="path">The file, for messages.</param>
/// <param name="strict">True refuses text that is not printable ASCII; false copies what another file had.</param>
internal sealed class EdfHeaderWriter(string path, bool strict)
{
    /// <summary>Byte where the number of data records stands.</summary>
    public const int RecordCountOffset = 236;

    private byte[] _bytes = [];
    private int _at;

    /// <summary>The bytes of the header.</summary>
    /// <exception cref="EdfException">A field does not fit.</exception>
    public byte[] Bytes(EdfHeader header)
    {
        if (header.Signals.Count > 9999)
        {
            throw new EdfException(path, $"EDF: \"{path}\" would have {header.Signals.Count} signals, more than the 9999 that the header can count.");
        }

        _bytes = new byte[header.HeaderBytes];
        _at = 0;
        _bytes.AsSpan().Fill((byte)' ');
        if (header.IsBdf)
        {
            _bytes[0] = 0xFF;
            Encoding.ASCII.GetBytes("BIOSEMI").CopyTo(_bytes, 1);
            _at = 8;
        }
        else
        {
            Text("0", 8, "version");
        }

        Text(header.Patient, 80, "patient");
        Text(header.Recording, 80, "recording");
        Text(header.StartDateText, 8, "start date");
        Text(header.StartTimeText, 8, "start time");
        Text(Integer(header.HeaderBytes), 8, "bytes in header");
        Text(header.Reserved, 44, "reserved field");
        Text(RecordCount(header.RecordCount), 8, "number of data records");
        Text(EdfText.Number(header.RecordSeconds) ?? throw Unfit("duration of a data record", header.RecordSeconds), 8, "duration of a data record");
        Text(Integer(header.Signals.Count), 4, "number of signals");
        Signals(header.Signals);
        return _bytes;
    }

    /// <summary>The text of a number of records; <c>-1</c> for unknown.</summary>
    public static string RecordCount(long? records) => Integer(records ?? -1);

    private static string Integer(long value) => value.ToString(CultureInfo.InvariantCulture);

    // The signal part is stored by field, not by signal: all labels, then all transducers, and so on.
    private void Signals(IReadOnlyList<EdfSignalHeader> signals)
    {
        Each(signals, 16, "label", signal => signal.Label);
        Each(signals, 80, "transducer type", signal => signal.Transducer);
        Each(signals, 8, "physical dimension", signal => signal.Unit);
        Each(signals, 8, "physical minimum", signal => EdfText.Number(signal.PhysicalMinimum) ?? throw Unfit("physical minimum", signal.PhysicalMinimum));
        Each(signals, 8, "physical maximum", signal => EdfText.Number(signal.PhysicalMaximum) ?? throw Unfit("physical maximum", signal.PhysicalMaximum));
        Each(signals, 8, "digital minimum", signal => Integer(signal.DigitalMinimum));
        Each(signals, 8, "digital maximum", signal => Integer(signal.DigitalMaximum));
        Each(signals, 80, "prefiltering", signal => signal.Prefiltering);
        Each(signals, 8, "number of samples", signal => Integer(signal.SamplesPerRecord));
        Each(signals, 32, "reserved field", signal => signal.Reserved);
    }

    private void Each(IReadOnlyList<EdfSignalHeader> signals, int width, string field, Func<EdfSignalHeader, string> text)
    {
        for (int i = 0; i < signals.Count; i++)
        {
            Text(text(signals[i]), width, $"{field} of signal {i}");
        }
    }

    private void Text(string text, int width, string field)
    {
        if (text.Length > width)
        {
            throw new EdfException(path, $"EDF: the {field} \"{Printable.Of(text)}\" of \"{path}\" has {text.Length} characters, but its field holds {width}; shorten it.");
        }

        if (strict && text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            throw new EdfException(path, $"EDF: the {field} \"{Printable.Of(text)}\" of \"{path}\" holds characters other than printable ASCII, which EDF forbids in its header; replace them.");
        }

        Encoding.Latin1.GetBytes(text).CopyTo(_bytes, _at);
        _at += width;
    }

    private EdfException Unfit(string field, double value) => new(path, FormattableString.Invariant(
        $"EDF: the {field} of \"{path}\" would be {value}, which no eight characters can hold; choose another unit."));
}

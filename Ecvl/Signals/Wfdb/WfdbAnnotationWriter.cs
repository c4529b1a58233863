using System.Globalization;
using System.Text;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Encodes annotations as the 16-bit words of the MIT format.</summary>
/// <remarks>WFDB, annot(5).</remarks>
internal sealed class WfdbAnnotationWriter
{
    private const int LongestInterval = 1023;
    private const int LongestText = 255;

    private readonly List<byte> _bytes = [];

    /// <summary>The bytes of a file.</summary>
    public byte[] Bytes(IEnumerable<WfdbAnnotation> annotations, double? rateHz, IReadOnlyDictionary<int, string>? definitions)
    {
        if (rateHz is { } rate)
        {
            Note(WfdbAnnotationParser.TimeResolution + " " + rate.ToString("R", CultureInfo.InvariantCulture));
        }

        if (definitions is { Count: > 0 })
        {
            Note(WfdbAnnotationParser.DefinitionsBegin);
            foreach ((int code, string definition) in definitions)
            {
                Note(string.Create(CultureInfo.InvariantCulture, $"{code} {definition}"));
            }

            Note(WfdbAnnotationParser.DefinitionsEnd);
        }

        (long time, int number, int channel) = (0, 0, 0);
        foreach (WfdbAnnotation annotation in annotations.OrderBy(annotation => annotation.Sample))
        {
            Check(annotation);
            Interval(annotation, annotation.Sample - time);
            time = annotation.Sample;
            Attribute(WfdbAnnotationParser.Subtype, annotation.Subtype, annotation.Subtype != 0);
            // Channel and number stay in force until they change.
            Attribute(WfdbAnnotationParser.Channel, annotation.Channel, annotation.Channel != channel);
            Attribute(WfdbAnnotationParser.Number, annotation.Number, annotation.Number != number);
            (number, channel) = (annotation.Number, annotation.Channel);
            if (annotation.Text.Length > 0)
            {
                Text(annotation.Text);
            }
        }

        Word(0, 0);
        return [.. _bytes];
    }

    private static void Check(WfdbAnnotation annotation)
    {
        if (annotation.Code is < 1 or > WfdbAnnotationCodes.Highest || annotation.Sample < 0
            || annotation.Subtype is < -128 or > 127 || annotation.Number is < -128 or > 127 || annotation.Channel is < 0 or > 255)
        {
            throw new ArgumentException(
                $"WfdbAnnotationFile.Write: the annotation at sample {annotation.Sample} has code {annotation.Code}, subtype {annotation.Subtype}, number {annotation.Number}, channel {annotation.Channel}; "
                + "these must be from 0, 1 to 49, -128 to 127, -128 to 127 and 0 to 255.");
        }
    }

    private void Interval(WfdbAnnotation annotation, long step)
    {
        if (step <= LongestInterval)
        {
            Word(annotation.Code, (int)step);
            return;
        }

        for (; step > 0; step -= int.MaxValue)
        {
            int part = (int)Math.Min(step, int.MaxValue);
            Word(WfdbAnnotationParser.Skip, 0);
            // PDP-11 order: the upper half comes first, each half little-endian.
            _bytes.AddRange([(byte)(part >> 16), (byte)(part >> 24), (byte)part, (byte)(part >> 8)]);
        }

        Word(annotation.Code, 0);
    }

    private void Attribute(int code, int value, bool needed)
    {
        if (needed)
        {
            Word(code, value & 0xFF);
        }
    }

    private void Note(string text)
    {
        Word(WfdbAnnotationCodes.Note, 0);
        Text(text);
    }

    private void Text(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > LongestText)
        {
            throw new ArgumentException($"WfdbAnnotationFile.Write: the text \"{Printable.Of(text)}\" has {bytes.Length} bytes, more than the {LongestText} of an annotation; shorten it.");
        }

        Word(WfdbAnnotationParser.Auxiliary, bytes.Length);
        _bytes.AddRange(bytes);
        if (bytes.Length % 2 == 1)
        {
            _bytes.Add(0);
        }
    }

    private void Word(int code, int value)
    {
        int word = (code << 10) | value;
        _bytes.AddRange([(byte)word, (byte)(word >> 8)]);
    }
}

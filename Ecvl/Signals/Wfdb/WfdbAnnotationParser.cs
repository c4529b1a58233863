using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Decodes the 16-bit words of an MIT annotation file: code in the upper 6 bits, interval or value in the lower 10.</summary>
internal sealed class WfdbAnnotationParser(string path, byte[] bytes, double recordRateHz)
{
    public const int Skip = 59;
    public const int Number = 60;
    public const int Subtype = 61;
    public const int Channel = 62;
    public const int Auxiliary = 63;
    public const string TimeResolution = "## time resolution:";
    public const string DefinitionsBegin = "## annotation type definitions";
    public const string DefinitionsEnd = "## end of definitions";

    private readonly List<WfdbAnnotation> _annotations = [];
    private readonly Dictionary<int, string> _definitions = [];
    private double _rateHz = recordRateHz;
    private bool _inDefinitions;
    private int _at;

    /// <summary>Reads to the end-of-file word.</summary>
    public WfdbAnnotationFile Parse()
    {
        long time = 0;
        int number = 0;
        int channel = 0;
        while (true)
        {
            int start = _at;
            int word = Word();
            if (word == 0)
            {
                return new WfdbAnnotationFile(_rateHz, _annotations, _definitions);
            }

            int code = word >> 10;
            int value = word & 0x3FF;
            if (code == Skip)
            {
                time = Advance(time, Long(), start);
                continue;
            }

            if (code > WfdbAnnotationCodes.Highest)
            {
                throw Error(start, $"code {code} stands where an annotation must begin; the file is damaged or no MIT annotation file");
            }

            time = Advance(time, value, start);
            int subtype = 0;
            string text = "";
            ReadAttributes(ref number, ref channel, ref subtype, ref text);
            // Code 0 only moves the time; it is what writers put after the leading notes.
            if (code != 0 && !IsDefinition(code, time, text, start))
            {
                _annotations.Add(new WfdbAnnotation
                {
                    OnsetSeconds = time / _rateHz,
                    Sample = time,
                    Code = code,
                    Symbol = SymbolOf(code),
                    Subtype = subtype,
                    Channel = channel,
                    Number = number,
                    Text = text,
                });
            }
        }
    }

    // Number and channel stay in force for later annotations, subtype and text do not.
    private void ReadAttributes(ref int number, ref int channel, ref int subtype, ref string text)
    {
        while (_at + 2 <= bytes.Length)
        {
            int word = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(_at));
            switch (word >> 10)
            {
                case Number:
                    number = (sbyte)(word & 0xFF);
                    break;
                case Subtype:
                    subtype = (sbyte)(word & 0xFF);
                    break;
                case Channel:
                    channel = word & 0xFF;
                    break;
                case Auxiliary:
                    int length = word & 0x3FF;
                    int start = _at + 2;
                    if (length > bytes.Length - start)
                    {
                        throw Error(_at, $"a text of {length} bytes begins, but only {bytes.Length - start} bytes follow; the file is cut or damaged");
                    }

                    text = Encoding.UTF8.GetString(bytes, start, length).TrimEnd('\0');
                    // Texts are padded to whole words.
                    _at = Math.Min(start + length + (length & 1), bytes.Length) - 2;
                    break;
                default:
                    return;
            }

            _at += 2;
        }
    }

    private bool IsDefinition(int code, long time, string text, int start)
    {
        if (code != WfdbAnnotationCodes.Note || time != 0 || _annotations.Count > 0)
        {
            return false;
        }

        if (text.StartsWith(TimeResolution, StringComparison.Ordinal))
        {
            string rate = text[TimeResolution.Length..].Trim();
            if (!double.TryParse(rate, NumberStyles.Float, CultureInfo.InvariantCulture, out double hz) || !(hz > 0) || double.IsInfinity(hz))
            {
                throw Error(start, $"the time resolution \"{Printable.Of(rate)}\" is no number above 0");
            }

            _rateHz = hz;
            return true;
        }

        if (text == DefinitionsBegin || text == DefinitionsEnd)
        {
            _inDefinitions = text == DefinitionsBegin;
            return true;
        }

        if (_inDefinitions)
        {
            string[] parts = text.Split(' ', 2);
            if (parts.Length != 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int defined) || defined > WfdbAnnotationCodes.Highest)
            {
                throw Error(start, $"the definition \"{Printable.Of(text)}\" is not \"code mnemonic description\"");
            }

            _definitions[defined] = parts[1];
        }

        return _inDefinitions;
    }

    private string SymbolOf(int code) =>
        _definitions.TryGetValue(code, out string? definition) ? definition.Split(' ')[0] : WfdbAnnotationCodes.SymbolOf(code);

    private long Advance(long time, long step, int start)
    {
        long next = time + step;
        // Writers begin with a step of -1 that the next word takes back; anything further below zero is damage.
        return next >= -1 ? next : throw Error(start, $"the time goes back by {-step} to {next}, before the start of the record");
    }

    private int Word()
    {
        if (_at + 2 > bytes.Length)
        {
            throw Error(_at, bytes.Length == 0
                ? "the file is empty"
                : $"the file ends after {bytes.Length} bytes without its end-of-file word; it is cut");
        }

        int word = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(_at));
        _at += 2;
        return word;
    }

    // PDP-11 order: the upper half comes first, each half little-endian.
    private int Long()
    {
        int high = Word();
        return (high << 16) | Word();
    }

    private WfdbException Error(int at, string what) => new(path, $"WFDB: at byte {at} of \"{path}\" {what}.");
}

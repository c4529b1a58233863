using DeepHealth.Numerics;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Writes an EDF, EDF+, BDF or BDF+ file record by record, so that a recording of any length needs the memory of one record.</summary>
/// <remarks>The file appears under its name when all is written and on the disk; until then, or after an error, what was there stays.
/// Sources: see <see cref="EdfHeader"/>.</remarks>
public sealed class EdfWriter
{
    private readonly string _path;
    private readonly EdfHeader _header;
    private readonly EdfSignalHeader[] _ordinary;
    private readonly EdfOutOfRange _outOfRange;
    private readonly bool _strict;
    private readonly Stream _stream;
    private readonly EdfAnnotationPlacement? _annotations;
    private readonly byte[] _record;

    private EdfWriter(string path, EdfHeader header, decimal firstOnset, EdfOutOfRange outOfRange, bool strict, Stream stream)
    {
        _path = path;
        _strict = strict;
        _header = header;
        _outOfRange = outOfRange;
        _stream = stream;
        _ordinary = [.. header.Signals.Where(signal => !signal.IsAnnotation)];
        _record = new byte[header.RecordBytes];
        _annotations = header.IsPlus ? new EdfAnnotationPlacement(path, header, firstOnset) : null;
        SamplesPerRecord = _ordinary.Sum(signal => signal.SamplesPerRecord);
    }

    /// <summary>Samples that one record takes: of every signal its <see cref="EdfSignalHeader.SamplesPerRecord"/>.</summary>
    public int SamplesPerRecord { get; }

    /// <summary>Records written so far.</summary>
    public long RecordCount { get; private set; }

    /// <summary>Samples that were stored as an end of their range.</summary>
    public long ClippedSamples { get; private set; }

    /// <summary>Writes a file.</summary>
    /// <param name="path">The file; one that exists is replaced. Its folder must exist.</param>
    /// <param name="recordSeconds">Seconds in a data record: above 0, or 0 for a file without signals.</param>
    /// <param name="signals">The ordinary signals; annotation channels are added as the options say.</param>
    /// <param name="options">Null for the defaults. Of these, RecordSeconds and Channels are given by the other parameters and must be null.</param>
    /// <param name="body">Writes the records and annotations.</param>
    /// <returns>The header as it was written.</returns>
    /// <exception cref="ArgumentException">The options contradict one another or the signals.</exception>
    /// <exception cref="EdfException">A field does not fit the header, a sample its range, or the annotations their channels.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static EdfHeader Write(string path, double recordSeconds, IReadOnlyList<EdfSignalHeader> signals, EdfWriteOptions? options, Action<EdfWriter> body)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(signals);
        ArgumentNullException.ThrowIfNull(body);
        options ??= new EdfWriteOptions();
        if (options.RecordSeconds is not null || options.Channels is not null)
        {
            throw new ArgumentException("EdfWriter: record duration and channels are parameters of their own here; leave RecordSeconds and Channels null.", nameof(options));
        }

        EdfHeader header = EdfHeaderFactory.Create(recordSeconds, signals, options, options.StartTime, options.AnnotationBytes ?? EdfHeaderFactory.UsualAnnotationBytes);
        return Write(path, header, EdfHeaderFactory.Fraction(options.StartTime), options.OutOfRange, strict: true, body);
    }

    /// <summary>Writes a file under a header that is complete but for its number of records. Not strict: texts and samples of another file are copied as they are.</summary>
    internal static EdfHeader Write(string path, EdfHeader header, decimal firstOnset, EdfOutOfRange outOfRange, bool strict, Action<EdfWriter> body)
    {
        Check(path, header, strict);
        byte[] head = new EdfHeaderWriter(path, strict).Bytes(header with { RecordCount = null });
        long records = 0;
        AtomicFile.Write(path, stream =>
        {
            stream.Write(head);
            var writer = new EdfWriter(path, header, firstOnset, outOfRange, strict, stream);
            body(writer);
            writer.Complete();
            records = writer.RecordCount;
        });
        return header with { RecordCount = records };
    }

    /// <summary>Writes the next data record of a recording without gaps.</summary>
    /// <param name="samples">Digital values: all samples of the first signal, then all of the second, and so on; <see cref="SamplesPerRecord"/> of them.</param>
    /// <exception cref="EdfException">A sample lies outside the digital range of its signal and the options refuse that.</exception>
    public void WriteRecord(ReadOnlySpan<int> samples)
    {
        if (_header.IsDiscontinuous)
        {
            throw new InvalidOperationException("EdfWriter: records of a discontinuous file need their onsets; call WriteRecord with both.");
        }

        Put(samples);
        _annotations?.BeginRecord(_record);
        Finish();
    }

    /// <summary>Writes the next data record of a discontinuous recording.</summary>
    /// <param name="samples">As above.</param>
    /// <param name="onsetSeconds">When the record began, in seconds from the first sample: not before the end of the record before it.</param>
    /// <exception cref="EdfException">As above, or the record begins before the last one ended.</exception>
    public void WriteRecord(ReadOnlySpan<int> samples, double onsetSeconds)
    {
        if (!_header.IsDiscontinuous || _annotations is null)
        {
            throw new InvalidOperationException("EdfWriter: only a discontinuous file (options with segments) gives its records onsets.");
        }

        Put(samples);
        _annotations.BeginRecord(_record, onsetSeconds);
        Finish();
    }

    /// <summary>Adds an annotation; it is stored in the record in which it begins, or in the next with room.</summary>
    /// <param name="annotation">Its onset counts from the first sample.</param>
    /// <exception cref="ArgumentException">The annotation cannot be stored, or the file is plain EDF.</exception>
    public void Annotate(SignalAnnotation annotation)
    {
        ArgumentNullException.ThrowIfNull(annotation);
        if (_annotations is null)
        {
            throw new ArgumentException($"EdfWriter: \"{_path}\" is written as plain EDF or BDF, which holds no annotations; choose the plus variant.", nameof(annotation));
        }

        _annotations.Add(annotation);
    }

    private static void Check(string path, EdfHeader header, bool strict)
    {
        bool hasSignals = header.Signals.Any(signal => !signal.IsAnnotation);
        if (!double.IsFinite(header.RecordSeconds) || header.RecordSeconds < 0 || (hasSignals && header.RecordSeconds == 0))
        {
            throw new EdfException(path, FormattableString.Invariant($"EDF: \"{path}\" would have data records of {header.RecordSeconds} seconds; with signals it must be above 0."));
        }

        (int lowest, int highest) = header.IsBdf ? (-(1 << 23), (1 << 23) - 1) : (short.MinValue, short.MaxValue);
        foreach (EdfSignalHeader signal in header.Signals)
        {
            if (signal.SamplesPerRecord < 1)
            {
                throw new EdfException(path, $"EDF: \"{Printable.Of(signal.Label)}\" of \"{path}\" would have {signal.SamplesPerRecord} samples in a data record; it needs at least 1.");
            }

            if (strict && !signal.IsAnnotation && (signal.DigitalMinimum < lowest || signal.DigitalMaximum > highest || signal.DigitalMinimum >= signal.DigitalMaximum))
            {
                throw new EdfException(path, $"EDF: \"{Printable.Of(signal.Label)}\" of \"{path}\" would have the digital range {signal.DigitalMinimum}..{signal.DigitalMaximum}; it must rise and lie within {lowest}..{highest}.");
            }
        }

        if (header.RecordBytes > Array.MaxLength)
        {
            throw new EdfException(path, $"EDF: a data record of \"{path}\" would have {header.RecordBytes} bytes, more than {Array.MaxLength}; choose shorter records.");
        }
    }

    private void Put(ReadOnlySpan<int> samples)
    {
        if (samples.Length != SamplesPerRecord)
        {
            throw new ArgumentException($"EdfWriter: a data record of \"{_path}\" takes {SamplesPerRecord} samples, but {samples.Length} were given.", nameof(samples));
        }

        if (RecordCount == 99_999_999)
        {
            throw new EdfException(_path, $"EDF: \"{_path}\" has 99999999 data records, the most that its header can count; choose longer records.");
        }

        int at = 0;
        int from = 0;
        foreach (EdfSignalHeader signal in _header.Signals)
        {
            int bytes = signal.SamplesPerRecord * _header.SampleBytes;
            if (signal.IsAnnotation)
            {
                _record.AsSpan(at, bytes).Clear();
            }
            else
            {
                Encode(samples.Slice(from, signal.SamplesPerRecord), signal, _record.AsSpan(at, bytes));
                from += signal.SamplesPerRecord;
            }

            at += bytes;
        }
    }

    private void Encode(ReadOnlySpan<int> samples, EdfSignalHeader signal, Span<byte> target)
    {
        int width = _header.SampleBytes;
        for (int i = 0; i < samples.Length; i++)
        {
            int value = samples[i];
            if (_strict && (value < signal.DigitalMinimum || value > signal.DigitalMaximum))
            {
                value = Clip(value, i, signal);
            }

            target[width * i] = (byte)value;
            target[(width * i) + 1] = (byte)(value >> 8);
            if (width == 3)
            {
                target[(3 * i) + 2] = (byte)(value >> 16);
            }
        }
    }

    private int Clip(int value, int index, EdfSignalHeader signal)
    {
        if (_outOfRange == EdfOutOfRange.Refuse)
        {
            throw new EdfException(_path, $"EDF: sample {(RecordCount * signal.SamplesPerRecord) + index} of \"{Printable.Of(signal.Label)}\" for \"{_path}\" is {value}, outside its digital range {signal.DigitalMinimum}..{signal.DigitalMaximum}; widen the range, or clip.");
        }

        ClippedSamples++;
        return Math.Clamp(value, signal.DigitalMinimum, signal.DigitalMaximum);
    }

    private void Finish()
    {
        _stream.Write(_record);
        RecordCount++;
    }

    private void Complete()
    {
        _annotations?.Store(_stream);
        _stream.Position = EdfHeaderWriter.RecordCountOffset;
        _stream.Write(System.Text.Encoding.ASCII.GetBytes(EdfHeaderWriter.RecordCount(RecordCount).PadRight(8)));
    }
}

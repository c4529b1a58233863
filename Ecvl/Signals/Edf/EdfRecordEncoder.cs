namespace DeepHealth.Ecvl.Signals;

/// <summary>Writes a record that is in memory as an EDF file.</summary>
internal sealed class EdfRecordEncoder
{
    private readonly string _path;
    private readonly SignalRecord _record;
    private readonly EdfWriteOptions _options;
    private readonly double _seconds;
    private readonly EdfSignalHeader[] _headers;
    private readonly bool[] _keepDigital;
    private readonly SignalAnnotation[] _annotations;
    private readonly DateTime? _start;
    private readonly long _records;
    private long _missing;
    private long _padded;

    public EdfRecordEncoder(string path, SignalRecord record, EdfWriteOptions options)
    {
        _path = path;
        _record = record;
        _options = options;
        // Onsets of a window count from the start of the whole record; in the new file the window is the whole.
        _start = options.StartTime ?? record.StartTime?.AddTicks((long)Math.Round(record.WindowStartSeconds * TimeSpan.TicksPerSecond));
        _annotations = [.. record.Annotations.Select(annotation => Shifted(annotation, record.WindowStartSeconds))];
        int count = record.Signals.Count;
        if (options.Channels is { } channels && channels.Count != count)
        {
            throw new ArgumentException($"EdfFile.Write: the record has {count} signals, but {channels.Count} channels are described.", nameof(options));
        }

        _seconds = ChooseSeconds();
        _headers = new EdfSignalHeader[count];
        _keepDigital = new bool[count];
        for (int i = 0; i < count; i++)
        {
            int perRecord = EdfRecordLength.Samples(record.Signals[i].RateHz, _seconds)!.Value;
            _headers[i] = EdfScale.Choose(record.Signals[i], options.Channels?[i] ?? new EdfChannel(), perRecord, options.IsBdf, out _keepDigital[i]);
            _records = Math.Max(_records, (record.Signals[i].Samples.Length + perRecord - 1L) / perRecord);
        }

        // Annotations alone still need a record to stand in.
        _records = count == 0 && _annotations.Length > 0 ? 1 : _records;
        CheckLengths();
    }

    public EdfWriteReport Write()
    {
        decimal firstOnset = EdfHeaderFactory.Fraction(_start);
        EdfHeader header = EdfHeaderFactory.Create(_seconds, _headers, _options, _start, _options.IsPlus
            ? _options.AnnotationBytes ?? EdfAnnotationPlacement.BytesFor(_annotations, firstOnset, _records * _options.AnnotationChannels)
            : 0);
        long clipped = 0;
        EdfHeader written = EdfWriter.Write(_path, header, firstOnset, _options.OutOfRange, strict: true, writer =>
        {
            foreach (SignalAnnotation annotation in _annotations)
            {
                writer.Annotate(annotation);
            }

            int[] samples = new int[writer.SamplesPerRecord];
            for (long i = 0; i < _records; i++)
            {
                Fill(samples, i);
                if (header.IsDiscontinuous)
                {
                    writer.WriteRecord(samples, Onset(i));
                }
                else
                {
                    writer.WriteRecord(samples);
                }
            }

            clipped = writer.ClippedSamples;
        });
        return new EdfWriteReport(written, clipped, _missing, _padded);
    }

    private static SignalAnnotation Shifted(SignalAnnotation annotation, double seconds) => new()
    {
        OnsetSeconds = annotation.OnsetSeconds - seconds,
        DurationSeconds = annotation.DurationSeconds,
        // A beat of a WFDB record has a symbol in place of a text.
        Text = annotation.Text.Length == 0 && annotation is WfdbAnnotation beat ? beat.Symbol : annotation.Text,
    };

    private double ChooseSeconds()
    {
        double[] rates = [.. _record.Signals.Select(signal => signal.RateHz)];
        bool Whole(double seconds) => _options.Segments is not { } segments
            || segments.All(segment => Math.Abs((segment.StoredSeconds / seconds) - Math.Round(segment.StoredSeconds / seconds)) < 1e-6);
        if (rates.Length == 0)
        {
            return _options.RecordSeconds ?? 0;
        }

        if (_options.RecordSeconds is { } asked)
        {
            return EdfRecordLength.Fits(asked, rates, Whole)
                ? asked
                : throw new ArgumentException(FormattableString.Invariant(
                    $"EdfFile.Write: data records of {asked} s do not give whole samples at {string.Join(", ", rates)} Hz between the gaps, or fit no eight characters; leave RecordSeconds null to have it chosen, or resample."));
        }

        return EdfRecordLength.Choose(rates, Whole) ?? throw new ArgumentException(FormattableString.Invariant(
            $"EdfFile.Write: no duration of a data record gives whole samples at {string.Join(", ", rates)} Hz; resample the signals to rates with a common period."));
    }

    private void CheckLengths()
    {
        for (int i = 0; i < _headers.Length; i++)
        {
            long needed = _records * _headers[i].SamplesPerRecord;
            long missing = needed - _record.Signals[i].Samples.Length;
            if (missing >= _headers[i].SamplesPerRecord)
            {
                Signal signal = _record.Signals[i];
                throw new ArgumentException(FormattableString.Invariant(
                    $"EdfFile.Write: \"{signal.Label}\" lasts {signal.DurationSeconds} s, but another signal fills {_records * _seconds} s; in EDF all signals last equally long."));
            }

            _padded += missing;
        }
    }

    private double Onset(long record)
    {
        double stored = record * _seconds;
        EdfSegment? segment = _options.Segments!.LastOrDefault(candidate => candidate.StoredSeconds <= stored + 1e-6);
        return segment is null
            ? throw new ArgumentException("EdfFile.Write: the first segment must begin at stored second 0.")
            : segment.OnsetSeconds + stored - segment.StoredSeconds;
    }

    private void Fill(int[] samples, long index)
    {
        int at = 0;
        for (int i = 0; i < _headers.Length; i++)
        {
            EdfSignalHeader header = _headers[i];
            Signal signal = _record.Signals[i];
            long first = index * header.SamplesPerRecord;
            for (int j = 0; j < header.SamplesPerRecord; j++)
            {
                samples[at++] = first + j < signal.Samples.Length ? Value(signal, (int)(first + j), i) : EdfScale.Silence(header);
            }
        }
    }

    private int Value(Signal signal, int index, int channel)
    {
        double physical = signal.Samples[index];
        if (double.IsNaN(physical))
        {
            if (!_options.StoreMissingAsMinimum)
            {
                throw new EdfException(_path, $"EDF: sample {index} of \"{Printable.Of(signal.Label)}\" for \"{_path}\" is missing (NaN), and EDF has no mark for that; fill the gap, or store missing samples as the minimum.");
            }

            _missing++;
            return _headers[channel].DigitalMinimum;
        }

        return _keepDigital[channel] ? signal.Digital![index] : EdfScale.Digital(_headers[channel], physical);
    }
}

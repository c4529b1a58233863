namespace DeepHealth.Ecvl.Signals;

/// <content>Cutting out a part.</content>
public sealed partial class EdfFile
{
    /// <summary>Writes a time window and some signals of this file as a new file of the same kind, with the same digital values.</summary>
    /// <remarks>Record by record, so that a file of any length needs little memory. Where the window is no whole number of this file's data
    /// records, shorter or longer records are chosen. Start date, time and the start date in the recording field of EDF+ follow the window;
    /// annotations inside it are kept.</remarks>
    /// <param name="path">The new file; one that exists is replaced, in one step. Its folder must exist.</param>
    /// <param name="startSeconds">Start of the window on the axis of stored samples; a sample of every signal must begin there.</param>
    /// <param name="durationSeconds">Length of the window, above 0; null: to the end.</param>
    /// <param name="signals">Indices into <see cref="SignalSource.Signals"/>, in the order wanted; null keeps all.</param>
    /// <returns>The header of the new file.</returns>
    /// <exception cref="ArgumentException">A signal or the window lies outside the file, cuts samples, or a discontinuous file between its records.</exception>
    /// <exception cref="EdfException">The file is damaged.</exception>
    /// <exception cref="IOException">The new file cannot be written.</exception>
    public EdfHeader Crop(string path, double startSeconds, double? durationSeconds = null, IReadOnlyList<int>? signals = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        int[] chosen = [.. signals ?? [.. Enumerable.Range(0, _signals.Length)]];
        if (chosen.Length == 0 || chosen.Any(index => (uint)index >= (uint)_signals.Length))
        {
            throw new ArgumentException($"EdfFile.Crop: \"{FilePath}\" has {_signals.Length} signals, but signals {string.Join(", ", chosen)} were asked for; choose at least one of them.", nameof(signals));
        }

        double stored = RecordCount * Header.RecordSeconds;
        double length = durationSeconds ?? stored - startSeconds;
        if (!(startSeconds >= 0) || !(length > 0) || startSeconds + length > stored + 1e-9)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"EdfFile.Crop: \"{FilePath}\" holds {stored} s, but the window starts at {startSeconds} s and lasts {length} s; choose a window inside the file."), nameof(startSeconds));
        }

        double[] rates = [.. chosen.Select(index => _signals[index].RateHz)];
        double seconds = CropRecordSeconds(startSeconds, length, rates);
        double elapsed = ElapsedSeconds(startSeconds);
        EdfHeader header = CropHeader(chosen, seconds, elapsed, out decimal fraction);
        SignalAnnotation[] annotations = CropAnnotations(startSeconds, length, elapsed);
        long records = (long)Math.Round(length / seconds);
        header = WithAnnotationBytes(header, annotations, fraction, records);
        IReadOnlyList<double> onsets = Header.IsDiscontinuous ? ReadRecordOnsets() : [];
        int firstRecord = (int)Math.Round(startSeconds / Header.RecordSeconds);
        return EdfWriter.Write(path, header, fraction, EdfOutOfRange.Refuse, strict: false, writer =>
        {
            foreach (SignalAnnotation annotation in annotations)
            {
                writer.Annotate(annotation);
            }

            int[] samples = new int[writer.SamplesPerRecord];
            for (long i = 0; i < records; i++)
            {
                ReadDigital(chosen, startSeconds + (i * seconds), header, samples);
                if (header.IsDiscontinuous)
                {
                    writer.WriteRecord(samples, onsets[firstRecord + (int)i] - elapsed);
                }
                else
                {
                    writer.WriteRecord(samples);
                }
            }
        });
    }

    private static bool IsWhole(double value) => Math.Abs(value - Math.Round(value)) <= 1e-6;

    private static EdfHeader WithAnnotationBytes(EdfHeader header, SignalAnnotation[] annotations, decimal fraction, long records)
    {
        int channels = header.Signals.Count(signal => signal.IsAnnotation);
        int bytes = header.IsPlus ? EdfAnnotationPlacement.BytesFor(annotations, fraction, channels * records) : 0;
        int samples = (bytes + header.SampleBytes - 1) / header.SampleBytes;
        return header with { Signals = [.. header.Signals.Select(signal => signal.IsAnnotation ? signal with { SamplesPerRecord = samples } : signal)] };
    }

    private double CropRecordSeconds(double start, double length, double[] rates)
    {
        double seconds = Header.RecordSeconds;
        bool whole = IsWhole(length / seconds);
        if (Header.IsDiscontinuous)
        {
            return whole && IsWhole(start / seconds) ? seconds : throw new ArgumentException(FormattableString.Invariant(
                $"EdfFile.Crop: \"{FilePath}\" is discontinuous with data records of {seconds} s, but the window starts at {start} s and lasts {length} s; choose multiples of the record."));
        }

        if (rates.Any(rate => !IsWhole(start * rate)))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"EdfFile.Crop: at {start} s not every signal of \"{FilePath}\" begins a sample (rates {string.Join(", ", rates)} Hz); choose a common multiple of their periods."));
        }

        return whole ? seconds : EdfRecordLength.Choose(rates, candidate => IsWhole(length / candidate)) ?? throw new ArgumentException(FormattableString.Invariant(
            $"EdfFile.Crop: no data record divides {length} s into whole samples at {string.Join(", ", rates)} Hz; choose another length."));
    }

    private EdfHeader CropHeader(int[] chosen, double seconds, double elapsed, out decimal fraction)
    {
        DateTime? start = StartTime?.AddTicks((long)Math.Round(elapsed * TimeSpan.TicksPerSecond));
        fraction = EdfHeaderFactory.Fraction(start);
        if (!Header.IsPlus && fraction != 0)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"EdfFile.Crop: \"{FilePath}\" is plain EDF, which stores whole seconds, but the window starts at {start:HH:mm:ss.FFFFFFF}; start it on a whole second."));
        }

        EdfRecording? recording = EdfRecording.Parse(Header.Recording);
        double ratio = seconds / Header.RecordSeconds;
        return Header with
        {
            StartDateText = start is { } at ? EdfHeaderFactory.DateText(at) : Header.StartDateText,
            StartTimeText = start is { } time ? EdfHeaderFactory.TimeText(time) : Header.StartTimeText,
            StartTime = start is { } shown ? EdfHeaderFactory.WholeSecond(shown) : null,
            Recording = recording is { StartDate: not null } && start is { } day ? (recording with { StartDate = DateOnly.FromDateTime(day) }).ToString() : Header.Recording,
            RecordSeconds = seconds,
            Signals =
            [
                .. chosen.Select(index => Header.Signals[_ordinary[index]]).Select(signal => signal with { SamplesPerRecord = (int)Math.Round(signal.SamplesPerRecord * ratio) }),
                .. Header.Signals.Where(signal => signal.IsAnnotation),
            ],
        };
    }

    private SignalAnnotation[] CropAnnotations(double start, double length, double elapsed)
    {
        double end = start + length >= (RecordCount * Header.RecordSeconds) - 1e-9 ? double.PositiveInfinity : ElapsedSeconds(start + length);
        return
        [
            .. ReadAnnotations().Where(annotation => annotation.OnsetSeconds >= elapsed && annotation.OnsetSeconds < end).Select(annotation => new SignalAnnotation
            {
                OnsetSeconds = annotation.OnsetSeconds - elapsed,
                DurationSeconds = annotation.DurationSeconds,
                Text = annotation.Text,
            }),
        ];
    }

    // Reads without the check of scales: a signal that cannot be scaled can still be copied.
    private void ReadDigital(int[] chosen, double start, EdfHeader header, int[] samples)
    {
        var slices = new SignalSlice[chosen.Length];
        for (int i = 0; i < slices.Length; i++)
        {
            long first = (long)Math.Round(start * _signals[chosen[i]].RateHz);
            slices[i] = new SignalSlice(chosen[i], first, header.Signals[i].SamplesPerRecord, keepDigital: true);
        }

        ReadSlices(slices);
        int at = 0;
        foreach (SignalSlice slice in slices)
        {
            slice.Digital!.CopyTo(samples, at);
            at += slice.Digital.Length;
        }
    }
}

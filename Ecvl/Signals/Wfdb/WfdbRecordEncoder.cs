using System.Globalization;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Turns a record that is in memory into the header and digital values of a WFDB record.</summary>
internal sealed class WfdbRecordEncoder(string path, SignalRecord record, WfdbWriteOptions options)
{
    /// <summary>Frames per second where a record has no signals: the default of the standard.</summary>
    private const double DefaultRateHz = 250;

    public WfdbHeader Write()
    {
        string name = Path.GetFileName(path);
        name = name.EndsWith(".hea", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name;
        WfdbHeaderText.CheckRecordName(name);
        int count = record.Signals.Count;
        if (options.Channels is { } channels && channels.Count != count)
        {
            throw new ArgumentException($"WfdbRecord.Write: the record has {count} signals, but {channels.Count} channels are described.", nameof(options));
        }

        double frameRate = FrameRate();
        var signals = new WfdbSignalHeader[count];
        int[][] digital = new int[count][];
        string file = name + ".dat";
        for (int i = 0; i < count; i++)
        {
            WfdbChannel channel = options.Channels?[i] ?? new WfdbChannel();
            int format = channel.Format ?? options.Format;
            // Signals of one file share a format: the first file has the plain name, others are numbered by their first signal.
            if (i > 0 && format != signals[i - 1].Format)
            {
                file = $"{name}_{i}.dat";
            }

            (signals[i], digital[i]) = Encode(record.Signals[i], channel, format, channel.FileName ?? file, frameRate);
        }

        DateTime? start = record.StartTime?.AddTicks((long)Math.Round(record.WindowStartSeconds * TimeSpan.TicksPerSecond));
        WfdbHeader header = WfdbWriter.Write(path, new WfdbHeader
        {
            Name = name,
            RateHz = frameRate,
            CounterRateHz = frameRate,
            BaseTime = start?.TimeOfDay,
            BaseDate = start is { } at ? DateOnly.FromDateTime(at) : null,
            Signals = signals,
            Comments = record.Comments,
        }, digital);
        if (options.Annotator is { } annotator)
        {
            WfdbAnnotationFile.Write(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $"{name}.{annotator}"), Annotations(frameRate));
        }

        return header;
    }

    private double FrameRate()
    {
        if (record.Signals.Count == 0)
        {
            return DefaultRateHz;
        }

        // The slowest rate, or a whole part of it, of which all rates are multiples.
        double slowest = record.Signals.Min(signal => signal.RateHz);
        for (int part = 1; part <= 1000; part++)
        {
            double rate = slowest / part;
            if (record.Signals.All(signal => EdfRecordLength.Samples(signal.RateHz, 1 / rate) is not null))
            {
                return rate;
            }
        }

        throw new ArgumentException(FormattableString.Invariant(
            $"WfdbRecord.Write: the rates {string.Join(", ", record.Signals.Select(signal => signal.RateHz))} Hz are no multiples of one frame rate; resample the signals."));
    }

    private static (WfdbSignalHeader Header, int[] Digital) Encode(Signal signal, WfdbChannel channel, int formatCode, string file, double frameRate)
    {
        WfdbSampleFormat format = WfdbSampleFormat.Find(formatCode)
            ?? throw new ArgumentException($"WfdbRecord.Write: \"{signal.Label}\" asks for format {formatCode}; known are {WfdbSampleFormat.Known}.");
        bool keep = signal.Digital is { } stored && Fits(signal, stored, format);
        (double gain, int baseline) = Scale(signal, channel, format, ref keep);
        int[] digital = new int[signal.Samples.Length];
        for (int i = 0; i < digital.Length; i++)
        {
            double physical = signal.Samples[i];
            if (double.IsNaN(physical))
            {
                digital[i] = !format.IsDifference
                    ? format.InvalidValue
                    : throw new ArgumentException($"WfdbRecord.Write: sample {i} of \"{signal.Label}\" is missing (NaN), and format 8 has no mark for that; choose another format.");
            }
            else
            {
                digital[i] = keep ? signal.Digital![i] : Rounded((physical * gain) + baseline, i, signal, format);
            }
        }

        bool isMatlab = file.EndsWith(".mat", StringComparison.OrdinalIgnoreCase);
        return (new WfdbSignalHeader
        {
            FileName = file,
            Format = formatCode,
            SamplesPerFrame = EdfRecordLength.Samples(signal.RateHz, 1 / frameRate)!.Value,
            ByteOffset = isMatlab ? 24 : 0,
            Gain = gain,
            IsCalibrated = true,
            Baseline = baseline,
            Unit = signal.Unit.Length == 0 ? "NU" : signal.Unit.Replace(' ', '_'),
            AdcResolution = channel.AdcResolution ?? format.Bits,
            AdcZero = channel.AdcZero,
            Description = signal.Label,
        }, digital);
    }

    private static bool Fits(Signal signal, int[] digital, WfdbSampleFormat format)
    {
        for (int i = 0; i < digital.Length; i++)
        {
            if (!double.IsNaN(signal.Samples[i]) && (digital[i] < format.Lowest || digital[i] > format.Highest))
            {
                return false;
            }
        }

        return true;
    }

    private static (double Gain, int Baseline) Scale(Signal signal, WfdbChannel channel, WfdbSampleFormat format, ref bool keep)
    {
        if (channel.Gain is { } given)
        {
            return double.IsFinite(given) && given != 0
                ? (given, channel.Baseline ?? 0)
                : throw new ArgumentException(FormattableString.Invariant($"WfdbRecord.Write: the gain of \"{signal.Label}\" is {given}; it must be finite and not 0."));
        }

        (int low, int high) = (-1, -1);
        for (int i = 0; i < signal.Samples.Length; i++)
        {
            if (double.IsFinite(signal.Samples[i]))
            {
                low = low < 0 || signal.Samples[i] < signal.Samples[low] ? i : low;
                high = high < 0 || signal.Samples[i] > signal.Samples[high] ? i : high;
            }
        }

        if (low < 0)
        {
            return (1, 0);
        }

        (double from, double to) = (signal.Samples[low], signal.Samples[high]);
        double gain;
        double baseline;
        if (keep && signal.Digital![low] != signal.Digital[high])
        {
            // Twelve digits undo the rounding of the division: 12.5, not 12.500000000000002.
            double quotient = (signal.Digital[high] - (double)signal.Digital[low]) / (to - from);
            gain = double.Parse(quotient.ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            baseline = signal.Digital[low] - (from * gain);
        }
        else if (keep)
        {
            gain = 1;
            baseline = signal.Digital![low] - from;
        }
        else
        {
            // Two steps stay free for the rounding of the baseline.
            gain = from == to ? 1 : ((double)format.Highest - format.Lowest - 2) / (to - from);
            baseline = from == to ? -from : format.Lowest + 1 - (from * gain);
        }

        return double.IsFinite(gain) && Math.Abs(baseline) < int.MaxValue
            ? (gain, (int)Math.Round(baseline))
            : throw new ArgumentException(FormattableString.Invariant(
                $"WfdbRecord.Write: \"{signal.Label}\" runs from {from} to {to}, for which no whole-number baseline exists; subtract its mean or give a gain."));
    }

    private static int Rounded(double value, int index, Signal signal, WfdbSampleFormat format)
    {
        double whole = Math.Round(value);
        return whole >= format.Lowest && whole <= format.Highest
            ? (int)whole
            : throw new ArgumentException(FormattableString.Invariant(
                $"WfdbRecord.Write: sample {index} of \"{signal.Label}\" becomes {value}, but format {format.Code} stores {format.Lowest} to {format.Highest}; choose another gain or format."));
    }

    private IEnumerable<WfdbAnnotation> Annotations(double rate)
    {
        foreach (SignalAnnotation annotation in record.Annotations)
        {
            double onset = annotation.OnsetSeconds - record.WindowStartSeconds;
            var source = annotation as WfdbAnnotation;
            yield return new WfdbAnnotation
            {
                OnsetSeconds = onset,
                Sample = (long)Math.Round(onset * rate),
                Code = source?.Code ?? WfdbAnnotationCodes.Note,
                Symbol = source?.Symbol ?? WfdbAnnotationCodes.SymbolOf(WfdbAnnotationCodes.Note),
                Subtype = source?.Subtype ?? 0,
                Channel = source?.Channel ?? 0,
                Number = source?.Number ?? 0,
                Text = annotation.Text,
            };
        }
    }
}

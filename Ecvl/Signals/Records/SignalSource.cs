namespace DeepHealth.Ecvl.Signals;

/// <summary>An opened record: its header is known, its samples are read on request.</summary>
/// <remarks>No file stays open between calls, so there is nothing to dispose. Instances are immutable and may be shared by threads.</remarks>
public abstract class SignalSource
{
    /// <summary>Keeps the path.</summary>
    private protected SignalSource(string filePath)
    {
        FilePath = filePath;
    }

    /// <summary>The file that was opened: the header for WFDB.</summary>
    public string FilePath { get; }

    /// <summary>Name of the record.</summary>
    public abstract string Name { get; }

    /// <summary>The signals in file order.</summary>
    public abstract IReadOnlyList<SignalInfo> Signals { get; }

    /// <summary>Local wall-clock time of the first sample, or null where the file states no date.</summary>
    public virtual DateTime? StartTime => null;

    /// <summary>Free text of the header, one entry per line.</summary>
    public virtual IReadOnlyList<string> Comments => [];

    /// <summary>Length of the longest signal in seconds; 0 without signals.</summary>
    public double DurationSeconds => Signals.Count == 0 ? 0 : Signals.Max(signal => signal.DurationSeconds);

    /// <summary>Index of the first signal with this label, compared without regard to case; -1 if there is none.</summary>
    /// <param name="label">Label to look for, for example <c>II</c>.</param>
    public int IndexOf(string label)
    {
        for (int i = 0; i < Signals.Count; i++)
        {
            if (string.Equals(Signals[i].Label, label, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Reads signals in physical units.</summary>
    /// <param name="options">Which signals and seconds; null reads all.</param>
    /// <returns>The signals in the order asked for, with the annotations of the window.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A signal index or the window lies outside the record.</exception>
    /// <exception cref="SignalFormatException">The file is damaged, shorter than its header says, or of an unsupported kind.</exception>
    public SignalRecord Read(SignalReadOptions? options = null)
    {
        options ??= new SignalReadOptions();
        IReadOnlyList<int> wanted = options.Signals ?? [.. Enumerable.Range(0, Signals.Count)];
        CheckIndices(wanted);
        CheckWindow(options);
        // Files are checked before memory is taken: a header's counts are only claims.
        CheckReadable(wanted);
        var slices = new SignalSlice[wanted.Count];
        for (int i = 0; i < slices.Length; i++)
        {
            slices[i] = Slice(wanted[i], options);
        }

        ReadSlices(slices);
        var signals = new Signal[slices.Length];
        for (int i = 0; i < signals.Length; i++)
        {
            SignalInfo info = Signals[wanted[i]];
            signals[i] = new Signal(info.Label, info.Unit, info.RateHz, slices[i].Physical, slices[i].Digital);
        }

        return new SignalRecord
        {
            Name = Name,
            Signals = signals,
            StartTime = StartTime,
            WindowStartSeconds = options.StartSeconds,
            Annotations = options.IncludeAnnotations ? AnnotationsIn(options) : [],
            Comments = Comments,
        };
    }

    /// <summary>Reads all annotations that belong to the record; empty where it has none.</summary>
    /// <exception cref="SignalFormatException">The annotations are damaged.</exception>
    public virtual IReadOnlyList<SignalAnnotation> ReadAnnotations() => [];

    /// <summary>True where the samples are stored as integers.</summary>
    private protected virtual bool HasDigital => true;

    /// <summary>Throws unless the stored data of these signals is present and long enough for the header's counts.</summary>
    private protected abstract void CheckReadable(IReadOnlyList<int> signals);

    /// <summary>Fills the slices from the file.</summary>
    private protected abstract void ReadSlices(SignalSlice[] slices);

    /// <summary>Elapsed time of a position on the axis of stored samples; they differ where a recording was paused.</summary>
    private protected virtual double ElapsedSeconds(double storedSeconds) => storedSeconds;

    private void CheckWindow(SignalReadOptions options)
    {
        double start = options.StartSeconds;
        double length = options.DurationSeconds ?? 0;
        // Half a sample of the slowest signal is the rounding of the window itself.
        double slack = Signals.Count == 0 ? 0 : 0.5 / Signals.Min(signal => signal.RateHz);
        if (!(start >= 0) || !(length >= 0) || start + length > DurationSeconds + slack)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options),
                FormattableString.Invariant($"Read: \"{Name}\" holds {DurationSeconds} s, but the window starts at {start} s and lasts {length} s; choose a window inside the record."));
        }
    }

    private SignalSlice Slice(int index, SignalReadOptions options)
    {
        SignalInfo info = Signals[index];
        long first = Math.Min((long)Math.Round(options.StartSeconds * info.RateHz), info.SampleCount);
        long end = options.DurationSeconds is { } length
            ? Math.Min((long)Math.Round((options.StartSeconds + length) * info.RateHz), info.SampleCount)
            : info.SampleCount;
        if (end - first > Array.MaxLength)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options),
                $"Read: the window of \"{info.Label}\" has {end - first} samples, more than an array holds ({Array.MaxLength}); read shorter windows.");
        }

        return new SignalSlice(index, first, (int)(end - first), options.IncludeDigital && HasDigital);
    }

    private IReadOnlyList<SignalAnnotation> AnnotationsIn(SignalReadOptions options)
    {
        IReadOnlyList<SignalAnnotation> all = ReadAnnotations();
        if (options.StartSeconds == 0 && options.DurationSeconds is null)
        {
            return all;
        }

        double start = ElapsedSeconds(options.StartSeconds);
        double end = options.DurationSeconds is { } length ? ElapsedSeconds(options.StartSeconds + length) : double.PositiveInfinity;
        return [.. all.Where(annotation => annotation.OnsetSeconds >= start && annotation.OnsetSeconds < end)];
    }

    private void CheckIndices(IReadOnlyList<int> signals)
    {
        foreach (int index in signals)
        {
            if ((uint)index >= (uint)Signals.Count)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(signals),
                    $"Read: \"{Name}\" has {Signals.Count} signals, but signal {index} was asked for; indices run from 0.");
            }
        }
    }
}

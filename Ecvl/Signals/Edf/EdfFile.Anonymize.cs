using DeepHealth.Numerics;

namespace DeepHealth.Ecvl.Signals;

/// <content>Anonymising.</content>
public sealed partial class EdfFile
{
    /// <summary>Copies a file without what says whose it is: patient, recording, start, and by option the annotations. Samples are copied byte by byte.</summary>
    /// <remarks>Labels, transducers and prefilterings stay. Bytes after the last data record are left out, and an unknown number of records is stated.</remarks>
    /// <param name="source">The file to copy.</param>
    /// <param name="target">The new file; may be the source. One that exists is replaced, in one step.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="EdfException">The source is missing or damaged, or the new patient is longer than 80 characters.</exception>
    /// <exception cref="IOException">The new file cannot be written.</exception>
    public static void Anonymize(string source, string target, EdfAnonymizeOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(target);
        options ??= new EdfAnonymizeOptions();
        EdfFile file = Open(source);
        EdfHeader header = file.Header;
        bool keepStart = options.KeepStart && header.StartTime is not null;
        DateTime start = keepStart ? header.StartTime!.Value : new DateTime(1985, 1, 1);
        EdfHeader clean = header with
        {
            Patient = options.Patient.ToString(),
            Recording = new EdfRecording { StartDate = keepStart ? DateOnly.FromDateTime(start) : null }.ToString(),
            StartDateText = EdfHeaderFactory.DateText(start),
            StartTimeText = EdfHeaderFactory.TimeText(start),
            RecordCount = file.RecordCount,
        };
        byte[] fixedPart = new EdfHeaderWriter(target, strict: false).Bytes(clean).AsSpan(0, EdfHeader.BlockBytes).ToArray();
        using ByteFile bytes = file.OpenChecked();
        AtomicFile.Write(target, stream =>
        {
            stream.Write(fixedPart);
            byte[] signals = new byte[header.HeaderBytes - EdfHeader.BlockBytes];
            bytes.ReadExactly(EdfHeader.BlockBytes, signals);
            stream.Write(signals);
            byte[] record = new byte[file._recordBytes];
            for (long i = 0; i < file.RecordCount; i++)
            {
                bytes.ReadExactly(header.HeaderBytes + (i * file._recordBytes), record);
                if (!options.KeepAnnotations && header.IsPlus)
                {
                    file.RemoveAnnotations(bytes, i, record);
                }

                stream.Write(record);
            }
        });
    }

    // Of the annotation channels only the time of the record stays.
    private void RemoveAnnotations(ByteFile bytes, long index, byte[] record)
    {
        decimal onset = Annotations.RecordOnset(bytes, index);
        bool isFirst = true;
        for (int i = 0; i < Header.Signals.Count; i++)
        {
            if (!Header.Signals[i].IsAnnotation)
            {
                continue;
            }

            Span<byte> channel = record.AsSpan((int)_offsets[i], Header.Signals[i].SamplesPerRecord * Header.SampleBytes);
            channel.Clear();
            if (isFirst)
            {
                EdfTalWriter.RecordTime(onset).CopyTo(channel);
                isFirst = false;
            }
        }
    }
}

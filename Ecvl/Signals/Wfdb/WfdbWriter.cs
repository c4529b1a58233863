using System.Text;
using DeepHealth.Numerics;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Writes the header and the signal files of a WFDB record from digital values.</summary>
/// <remarks>Source: WFDB, header(5), signal(5). All files are complete on the disk before the first takes its name, and the old header goes
/// before the first new signal file comes: whoever looks sees the old record, none, or the new one, never a mixture.</remarks>
public static class WfdbWriter
{
    private const int MaxByteOffset = 1 << 20;
    private const int MatlabOffset = 24;

    /// <summary>Writes a record.</summary>
    /// <param name="path">The header, with or without <c>.hea</c>; its name is that of the record. The folder must exist.</param>
    /// <param name="header">
    /// Rate, start, comments and signal lines. Consecutive signals with one file name share that file. Number of frames, initial values
    /// and checksums are computed; units and descriptions are taken as they are.
    /// </param>
    /// <param name="digital">Per signal its values as stored: frames times samples per frame. The format's most negative value marks a missing sample.</param>
    /// <returns>The header as written.</returns>
    /// <exception cref="ArgumentException">Lengths, names or formats contradict one another, or a value does not fit its format.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static WfdbHeader Write(string path, WfdbHeader header, IReadOnlyList<int[]> digital)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(digital);
        string headerPath = path.EndsWith(".hea", StringComparison.OrdinalIgnoreCase) ? path : path + ".hea";
        if (Path.GetFileNameWithoutExtension(headerPath) != header.Name)
        {
            throw new ArgumentException($"WfdbWriter: the record is called \"{header.Name}\", but its header \"{headerPath}\"; the names must agree.", nameof(header));
        }

        WfdbHeader complete = Complete(header, digital);
        byte[] text = Encoding.UTF8.GetBytes(WfdbHeaderText.Of(complete));
        WfdbSignalGroup[] groups = WfdbSignalGroup.Of(headerPath, complete);
        WriteGroup(headerPath, complete, groups, 0, digital);
        AtomicFile.Write(headerPath, stream => stream.Write(text));
        return complete;
    }

    private static WfdbHeader Complete(WfdbHeader header, IReadOnlyList<int[]> digital)
    {
        if (header.Segments.Count > 0 || digital.Count != header.Signals.Count)
        {
            throw new ArgumentException($"WfdbWriter: \"{header.Name}\" has {header.Segments.Count} segments and {header.Signals.Count} signals, but {digital.Count} arrays; write segments one by one, each with an array per signal.");
        }

        long frames = digital.Count == 0 ? header.FrameCount ?? 0 : digital[0].Length / Math.Max(1, header.Signals[0].SamplesPerFrame);
        var signals = new WfdbSignalHeader[digital.Count];
        for (int i = 0; i < signals.Length; i++)
        {
            WfdbSignalHeader signal = header.Signals[i];
            if (signal.SamplesPerFrame < 1 || digital[i].Length != frames * signal.SamplesPerFrame)
            {
                throw new ArgumentException($"WfdbWriter: \"{signal.Description}\" has {digital[i].Length} values, but {frames} frames of {signal.SamplesPerFrame}; all signals must have the same number of frames.");
            }

            if (!WfdbHeader.IsPlainName(signal.FileName) || signal.ByteOffset is < 0 or > MaxByteOffset)
            {
                throw new ArgumentException($"WfdbWriter: \"{signal.Description}\" goes to \"{Printable.Of(signal.FileName)}\" from byte {signal.ByteOffset}; that must be a plain file name and 0 to {MaxByteOffset}.");
            }

            signals[i] = signal with
            {
                InitialValue = digital[i].Length > 0 ? digital[i][0] : 0,
                Checksum = CheckedSum(signal, digital[i]) & 0xFFFF,
            };
        }

        return header with { Signals = signals, FrameCount = frames };
    }

    private static int CheckedSum(WfdbSignalHeader signal, int[] values)
    {
        WfdbSampleFormat format = WfdbSampleFormat.Find(signal.Format)
            ?? throw new ArgumentException($"WfdbWriter: \"{signal.Description}\" asks for format {signal.Format}; known are {WfdbSampleFormat.Known}.");
        // The sum is taken modulo 65536: overflow is part of the definition.
        int sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            int value = values[i];
            sum = unchecked(sum + value);
            if (format.IsDifference)
            {
                long step = i == 0 ? 0 : (long)value - values[i - 1];
                if (step is < sbyte.MinValue or > sbyte.MaxValue)
                {
                    throw new ArgumentException($"WfdbWriter: \"{signal.Description}\" steps by {step} at sample {i}; format 8 stores steps of -128 to 127, choose another format.");
                }
            }
            else if (value < format.InvalidValue || value > format.Highest)
            {
                throw new ArgumentException($"WfdbWriter: sample {i} of \"{signal.Description}\" is {value}; format {format.Code} stores {format.InvalidValue} to {format.Highest}, choose another format.");
            }
        }

        return sum;
    }

    // Each file is written inside the one before it, so that all are complete before the first is renamed.
    private static void WriteGroup(string headerPath, WfdbHeader header, WfdbSignalGroup[] groups, int index, IReadOnlyList<int[]> digital)
    {
        if (index == groups.Length)
        {
            File.Delete(headerPath);
            return;
        }

        WfdbSignalGroup group = groups[index];
        AtomicFile.Write(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(headerPath))!, group.FileName), stream =>
        {
            stream.Write(Prolog(header, group));
            WriteFrames(stream, group, digital, header.FrameCount!.Value);
            stream.Flush();
            WriteGroup(headerPath, header, groups, index + 1, digital);
        });
    }

    private static byte[] Prolog(WfdbHeader header, WfdbSignalGroup group)
    {
        long offset = header.Signals[group.FirstSignal].ByteOffset;
        bool isMatlab = group.FileName.EndsWith(".mat", StringComparison.OrdinalIgnoreCase) && offset == MatlabOffset && group.Format.Code == 16;
        return isMatlab ? MatMatrix.Int16Header("val", group.FrameSamples, header.FrameCount!.Value) : new byte[offset];
    }

    private static void WriteFrames(Stream stream, WfdbSignalGroup group, IReadOnlyList<int[]> digital, long frames)
    {
        // Six frames are whole blocks in every format, whatever a frame holds.
        const int Multiple = 6;
        int perChunk = Math.Max(1, (1 << 15) / (group.FrameSamples * Multiple)) * Multiple;
        int[] samples = new int[perChunk * group.FrameSamples];
        byte[] bytes = new byte[group.Format.BytesFor(samples.Length)];
        for (long first = 0; first < frames; first += perChunk)
        {
            int count = (int)Math.Min(perChunk, frames - first);
            for (int i = 0; i < group.Count; i++)
            {
                Interleave(digital[group.FirstSignal + i], first, count, group, i, samples);
            }

            Span<int> used = samples.AsSpan(0, count * group.FrameSamples);
            // A last block that is not full is stored whole: older readers want that of formats 310 and 311.
            int whole = (used.Length + group.Format.BlockSamples - 1) / group.Format.BlockSamples * group.Format.BlockBytes;
            group.Format.Encode(used, bytes.AsSpan(0, whole));
            stream.Write(bytes, 0, group.Format.BlockSamples == 3 ? whole : (int)group.Format.BytesFor(used.Length));
        }
    }

    private static void Interleave(int[] values, long first, int count, WfdbSignalGroup group, int signal, int[] samples)
    {
        int perFrame = group.SamplesPerFrame(signal);
        int from = (int)(first * perFrame);
        for (int frame = 0; frame < count; frame++)
        {
            int at = (frame * group.FrameSamples) + group.Offsets[signal];
            for (int i = 0; i < perFrame; i++, from++)
            {
                samples[at + i] = !group.Format.IsDifference ? values[from] : from == 0 ? 0 : values[from] - values[from - 1];
            }
        }
    }
}

using System.Buffers.Binary;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>Which fragments make up each frame of compressed pixel data (DICOM PS3.5 annex A.4).</summary>
internal sealed class DicomFrameIndex
{
    private const int ItemHeaderBytes = 8;

    private readonly IReadOnlyList<DicomBytes> _fragments;

    // The first fragment of each frame, then the number of fragments.
    private readonly int[] _starts;

    // Bytes of each frame without padding; null where the file does not tell.
    private readonly long[]? _lengths;

    private DicomFrameIndex(IReadOnlyList<DicomBytes> fragments, int[] starts, long[]? lengths)
    {
        _fragments = fragments;
        _starts = starts;
        _lengths = lengths;
    }

    /// <summary>Finds the frames by the extended offset table, the basic one, their number, or the marks at the start of streams.</summary>
    /// <param name="dataSet">The data set with the tables.</param>
    /// <param name="fragments">Its compressed pixel data.</param>
    /// <param name="frames">Number of frames, at least 1.</param>
    /// <exception cref="DicomException">The frames cannot be told apart.</exception>
    public static DicomFrameIndex Of(DicomDataSet dataSet, DicomFragments fragments, int frames)
    {
        IReadOnlyList<DicomBytes> all = fragments.Fragments;
        if (frames > all.Count)
        {
            throw new DicomException($"DicomPixels: {frames} frames cannot lie in {all.Count} fragments; each frame has at least one.") { Tag = DicomTags.PixelData };
        }

        long[] extended = Words(dataSet, DicomTags.ExtendedOffsetTable);
        if (extended.Length == frames && StartsOf(all, extended) is { } byExtended)
        {
            long[] lengths = Words(dataSet, DicomTags.ExtendedOffsetTableLengths);
            return new DicomFrameIndex(all, byExtended, lengths.Length == frames ? lengths : null);
        }

        if (frames == 1 || frames == all.Count)
        {
            return new DicomFrameIndex(all, [.. Enumerable.Range(0, frames), all.Count], null);
        }

        uint[] basic = fragments.ReadOffsets();
        if (basic.Length == frames && StartsOf(all, Array.ConvertAll(basic, offset => (long)offset)) is { } byBasic)
        {
            return new DicomFrameIndex(all, byBasic, null);
        }

        List<int> marks = [.. Enumerable.Range(0, all.Count).Where(i => StartsStream(all[i])), all.Count];
        return marks.Count == frames + 1 && marks[0] == 0
            ? new DicomFrameIndex(all, [.. marks], null)
            : throw new DicomException($"DicomPixels: {all.Count} fragments hold {frames} frames, but the offset tables have {extended.Length} and {basic.Length} usable entries and "
                + $"{marks.Count - 1} fragments start a stream; the frames cannot be told apart.") { Tag = DicomTags.PixelData };
    }

    /// <summary>Bytes of the fragments of a frame.</summary>
    public long LengthOf(int frame)
    {
        long total = 0;
        for (int i = _starts[frame]; i < _starts[frame + 1]; i++)
        {
            total += _fragments[i].Length;
        }

        return total;
    }

    /// <summary>The bytes of a frame, its fragments joined.</summary>
    public byte[] Read(int frame)
    {
        int start = _starts[frame];
        int end = _starts[frame + 1];
        long total = LengthOf(frame);
        if (_lengths is not null && _lengths[frame] > 0 && _lengths[frame] < total)
        {
            total = _lengths[frame];
        }
        else if (end - start == 1)
        {
            return _fragments[start].ToArray();
        }

        if (total > Array.MaxLength)
        {
            throw new DicomException($"DicomPixels: frame {frame} has {total} compressed bytes, at most {Array.MaxLength} can be read.") { Tag = DicomTags.PixelData };
        }

        byte[] joined = new byte[total];
        int at = 0;
        for (int i = start; i < end && at < joined.Length; i++)
        {
            int count = (int)Math.Min(_fragments[i].Length, joined.Length - at);
            _fragments[i].CopyTo(0, joined.AsSpan(at, count));
            at += count;
        }

        return joined;
    }

    // The fragments that begin at the offsets, counted with the headers of items; null where an offset names none.
    private static int[]? StartsOf(IReadOnlyList<DicomBytes> fragments, long[] offsets)
    {
        int[] starts = new int[offsets.Length + 1];
        long offset = 0;
        int fragment = 0;
        for (int frame = 0; frame < offsets.Length; frame++)
        {
            while (offset < offsets[frame] && fragment < fragments.Count)
            {
                offset += ItemHeaderBytes + fragments[fragment++].Length;
            }

            if (offset != offsets[frame] || fragment == fragments.Count || (frame > 0 && starts[frame - 1] == fragment))
            {
                return null;
            }

            starts[frame] = fragment;
        }

        starts[^1] = fragments.Count;
        return starts[0] == 0 ? starts : null;
    }

    private static long[] Words(DicomDataSet dataSet, DicomTag tag)
    {
        if (!dataSet.TryGet(tag, out DicomElement? element) || element.IsSequence || element.Fragments is not null)
        {
            return [];
        }

        byte[] bytes = element.Value.ToArray();
        long[] words = new long[bytes.Length / sizeof(long)];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(i * sizeof(long)));
        }

        return words;
    }

    // JPEG and JPEG-LS begin with FF D8, JPEG 2000 with FF 4F.
    private static bool StartsStream(DicomBytes fragment)
    {
        if (fragment.Length < 2)
        {
            return false;
        }

        byte[] start = new byte[2];
        fragment.CopyTo(0, start);
        return start[0] == 0xFF && start[1] is 0xD8 or 0x4F;
    }
}

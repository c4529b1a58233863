using System.Runtime.ExceptionServices;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>Fills a volume with the slices of a series.</summary>
/// <remarks>Workers take the files in the order of the slices. The system is asked for the files that come next, so that the disk works while samples are
/// copied and while fresh memory is cleared, which takes as long as a fast disk does.</remarks>
internal sealed class DicomVolumeReader(Image volume, DicomSlice[] slices, DicomVolumeOptions options)
{
    // Samples of the files asked for: enough for a disk to work on.
    private const long AheadBytes = 16 << 20;

    private readonly List<FileSlices> _files = FilesOf(slices);
    private int _taken;
    private int _asked;

    /// <summary>Reads everything.</summary>
    /// <exception cref="DicomException">A file is damaged or changed since the scan; of several the first slice.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file must not be read.</exception>
    public void Run()
    {
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = options.Workers };
        if (_files is [FileSlices only])
        {
            Try(only, pixels => Parallel.ForEach(only.Indices, parallel, index => Read(pixels, index)));
        }
        else
        {
            Parallel.For(0, options.Workers, parallel, _ => ReadFiles());
        }

        if (_files.Find(file => file.Error is not null) is { } failed)
        {
            ExceptionDispatchInfo.Throw(failed.Error!);
        }
    }

    // Frames of one file belong together: it is opened once.
    private static List<FileSlices> FilesOf(DicomSlice[] slices)
    {
        List<FileSlices> files = [];
        Dictionary<string, FileSlices> byPath = [];
        for (int i = 0; i < slices.Length; i++)
        {
            if (!byPath.TryGetValue(slices[i].Path, out FileSlices? file))
            {
                byPath[slices[i].Path] = file = new FileSlices(slices[i].Path);
                files.Add(file);
            }

            file.Indices.Add(i);
        }

        return files;
    }

    private void ReadFiles()
    {
        long bytesPerFile = Math.Max(volume.SampleCount * volume.PixelType.ByteCount() / _files.Count, 1);
        int ahead = (int)Math.Clamp(AheadBytes / bytesPerFile, 1, _files.Count);
        while (Interlocked.Increment(ref _taken) - 1 is int taken && taken < _files.Count)
        {
            while (Volatile.Read(ref _asked) < Math.Min(taken + ahead, _files.Count))
            {
                int next = Interlocked.Increment(ref _asked) - 1;
                if (next > taken && next < _files.Count)
                {
                    DicomReadAhead.Ask(_files[next].Path);
                }
            }

            FileSlices file = _files[taken];
            Try(file, pixels =>
            {
                foreach (int index in file.Indices)
                {
                    Read(pixels, index);
                }
            });
        }
    }

    private static void Try(FileSlices file, Action<DicomPixels> read)
    {
        try
        {
            using DicomFile opened = DicomFile.Open(file.Path);
            read(DicomPixels.Of(opened));
        }
        catch (AggregateException error)
        {
            file.Error = error.InnerExceptions[0];
        }
        catch (Exception error) when (error is DicomException or IOException or UnauthorizedAccessException or ImageException)
        {
            file.Error = error;
        }
    }

    private void Read(DicomPixels pixels, int index)
    {
        DicomSlice slice = slices[index];
        DicomPixelFormat format = pixels.Format;
        if (format.Columns != volume.Width || format.Rows != volume.Height || format.SamplesPerPixel != volume.ChannelCount || (options.Stored && format.StoredType != volume.PixelType))
        {
            throw new DicomException($"DicomSeries: {slice} changed since the scan: {format.Columns} x {format.Rows} {format.StoredType}, it was {volume.Width} x {volume.Height} {volume.PixelType}.") { SourceName = slice.Path };
        }

        Image place = volume.Crop('z', index..(index + 1));
        if (options.Stored)
        {
            pixels.ReadStored(slice.Frame, place);
        }
        else
        {
            pixels.ReadModality(slice.Frame, place.AsSpan<float>());
        }
    }

    private sealed class FileSlices(string path)
    {
        public string Path => path;

        public List<int> Indices { get; } = [];

        public Exception? Error { get; set; }
    }
}

using System.Globalization;

namespace DeepHealth.Ecvl.Signals;

/// <summary>Checks the annotations and samples of a file whose header is sound.</summary>
internal sealed class EdfDataChecks(EdfFile file, EdfFindings findings)
{
    private const string InOrder = "annotations in the order of their onsets within a data record";

    /// <summary>Runs the checks.</summary>
    public void Run(bool scanSamples)
    {
        if (file.Header.IsPlus)
        {
            CheckAnnotations();
        }

        if (scanSamples)
        {
            CheckSamples();
        }
    }

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private void CheckAnnotations()
    {
        decimal length = (decimal)file.Header.RecordSeconds;
        decimal? before = null;
        for (long record = 0; record < file.RecordCount; record++)
        {
            long offset = file.Header.HeaderBytes + (record * file.Header.RecordBytes);
            string field = $"annotations of data record {record}";
            IReadOnlyList<IReadOnlyList<EdfTal>> channels;
            try
            {
                channels = file.ReadLists(record);
            }
            catch (EdfException error)
            {
                findings.Error(field, offset, error.Message, "lists of the form \"+onset, 21, duration, 20, text, 20, 0\"");
                continue;
            }

            if (channels[0].Count == 0 || channels[0][0].Texts is not ["", ..])
            {
                findings.Error(field, offset, "no time", "a list with the time of the record and an empty text, first in the first channel");
                continue;
            }

            decimal onset = channels[0][0].Onset;
            CheckTime(field, offset, onset, before, length);
            before = onset;
            foreach (IReadOnlyList<EdfTal> lists in channels)
            {
                for (int i = 1; i < lists.Count; i++)
                {
                    // The time of the record stands first whatever follows.
                    bool first = i == 1 && ReferenceEquals(lists, channels[0]);
                    if (!first && lists[i].Onset < lists[i - 1].Onset)
                    {
                        findings.Warn(field, offset, $"{Text(lists[i].Onset)} after {Text(lists[i - 1].Onset)}", InOrder);
                    }
                }
            }
        }
    }

    private void CheckTime(string field, long offset, decimal onset, decimal? before, decimal length)
    {
        if (before is null)
        {
            if (onset is < 0 or >= 1)
            {
                findings.Error(field, offset, Text(onset), "a first data record within the second in which the header starts");
            }

            return;
        }

        decimal expected = before.Value + length;
        // Onsets are written with few digits.
        if (!file.Header.IsDiscontinuous && Math.Abs(onset - expected) > 0.0001m)
        {
            findings.Error(field, offset, Text(onset), "data records that follow without gap; with gaps the file is EDF+D");
        }
        else if (file.Header.IsDiscontinuous && onset < expected - 0.0001m)
        {
            findings.Error(field, offset, Text(onset), "data records that follow in time and do not overlap");
        }
    }

    private void CheckSamples()
    {
        long[] outside = new long[file.Header.Signals.Count];
        long[] where = new long[outside.Length];
        foreach ((long record, byte[] bytes) in file.ReadRawRecords())
        {
            int at = 0;
            for (int i = 0; i < outside.Length; i++)
            {
                EdfSignalHeader signal = file.Header.Signals[i];
                int width = file.Header.SampleBytes;
                for (int j = 0; j < signal.SamplesPerRecord; j++, at += width)
                {
                    int value = width == 3
                        ? bytes[at] | (bytes[at + 1] << 8) | ((sbyte)bytes[at + 2] << 16)
                        : (short)(bytes[at] | (bytes[at + 1] << 8));
                    if (!signal.IsAnnotation && (value < signal.DigitalMinimum || value > signal.DigitalMaximum) && outside[i]++ == 0)
                    {
                        where[i] = file.Header.HeaderBytes + (record * file.Header.RecordBytes) + at;
                    }
                }
            }
        }

        for (int i = 0; i < outside.Length; i++)
        {
            if (outside[i] > 0)
            {
                EdfSignalHeader signal = file.Header.Signals[i];
                findings.Warn($"samples of signal {i}", where[i], $"{outside[i]} samples outside", $"digital values in {signal.DigitalMinimum}..{signal.DigitalMaximum}");
            }
        }
    }
}

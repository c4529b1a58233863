using System.Buffers.Binary;
using DeepHealth.Ecvl.Signals;
using DeepHealth.Learning.Tests.Files;
using DeepHealth.Signals.Tests.Edf;

namespace DeepHealth.Samples.Tests.Files;

/// <summary>Writes one generated ECG in the formats that the sample reads.</summary>
internal static class GeneratedRecord
{
    public const double RateHz = 300;

    /// <summary>The ECG in millivolt.</summary>
    public static double[] Millivolt(double seconds, HeartRhythm rhythm = HeartRhythm.Normal)
        => [.. new EcgSynthesizer(new EcgSynthesisOptions(RateHz, seconds)).Generate(EcgSubject.Draw(3, 0), rhythm, 0).Samples.Select(x => (double)x)];

    /// <summary>Format 16 with the ECG as second signal.</summary>
    public static string Wfdb(string folder, string name, double seconds)
        => WfdbFiles.Write(folder, name, RateHz, ("PLETH", Millivolt(seconds, HeartRhythm.Noise)), ("MLII", Millivolt(seconds)));

    /// <summary>EDF with one-second data records; the ECG is the last signal.</summary>
    public static string Edf(string folder, string name, int seconds, params string[] labels)
    {
        EdfBytes file = new();
        foreach (string label in labels)
        {
            // Digital 1000 is 10 mV = 10000 uV: the recorder's range.
            file.Signal(label, (int)RateHz, "-10000", "10000", "-10000", "10000");
        }

        double[] ecg = Millivolt(seconds);
        for (int second = 0; second < seconds; second++)
        {
            int[] samples = [.. ecg.Skip(second * (int)RateHz).Take((int)RateHz).Select(x => (int)Math.Round(1000 * x))];
            int[] zeros = new int[samples.Length];
            file.Record([.. labels.Select((_, i) => (object)(i == labels.Length - 1 ? samples : zeros))]);
        }

        string path = Path.Combine(folder, name);
        File.WriteAllBytes(path, file.ToArray());
        return path;
    }

    /// <summary>A MATLAB level 4 file as in CinC 2017: one matrix <c>val</c> of 16-bit microvolts, without header beside it.</summary>
    public static string Mat(string folder, string name, double seconds)
    {
        double[] ecg = Millivolt(seconds);
        byte[] bytes = new byte[24 + (2 * ecg.Length)];
        // Type 30: little-endian, 16-bit integers, full matrix.
        int[] fields = [30, 1, ecg.Length, 0, 4];
        for (int i = 0; i < fields.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * i), fields[i]);
        }

        "val\0"u8.CopyTo(bytes.AsSpan(20));
        for (int i = 0; i < ecg.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(24 + (2 * i)), (short)Math.Round(1000 * ecg[i]));
        }

        string path = Path.Combine(folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}

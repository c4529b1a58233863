using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace DeepHealth.Learning.Tests.Files;

/// <summary>Writes small WFDB records for the tests: format 16, gain 200 per millivolt, annotations in MIT format.</summary>
internal static class WfdbFiles
{
    public const int Normal = 1;
    public const int Ventricular = 5;
    public const int RhythmChange = 28;

    private const int Skip = 59;
    private const int Auxiliary = 63;
    private const double Gain = 200;

    /// <summary>Writes <c>name.hea</c> and <c>name.dat</c>; NaN becomes the missing value.</summary>
    /// <returns>Path of the header.</returns>
    public static string Write(string folder, string name, double rateHz, params (string Label, double[] Millivolt)[] signals)
    {
        int frames = signals.Length == 0 ? 0 : signals[0].Millivolt.Length;
        byte[] data = new byte[frames * signals.Length * 2];
        StringBuilder header = new();
        header.Append(CultureInfo.InvariantCulture, $"{name} {signals.Length} {rateHz:R} {frames}\n");
        for (int s = 0; s < signals.Length; s++)
        {
            header.Append(CultureInfo.InvariantCulture, $"{name}.dat 16 {Gain}/mV 16 0 0 0 0 {signals[s].Label}\n");
            for (int i = 0; i < frames; i++)
            {
                double value = signals[s].Millivolt[i];
                short stored = double.IsNaN(value) ? short.MinValue : (short)Math.Round(value * Gain);
                BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(((i * signals.Length) + s) * 2), stored);
            }
        }

        string path = Path.Combine(folder, name + ".hea");
        File.WriteAllText(path, header.ToString());
        File.WriteAllBytes(Path.Combine(folder, name + ".dat"), data);
        return path;
    }

    /// <summary>Writes <c>name.atr</c>: codes at rising samples, with a text where it is not empty.</summary>
    public static void Annotate(string folder, string name, params IEnumerable<(int Sample, int Code, string Text)> annotations)
    {
        List<byte> bytes = [];
        void Word(int code, int value) => bytes.AddRange([(byte)value, (byte)((code << 2) | (value >> 8))]);
        int last = 0;
        foreach ((int sample, int code, string text) in annotations)
        {
            int gap = sample - last;
            last = sample;
            if (gap > 1023)
            {
                // A long gap is stored high word first.
                Word(Skip, 0);
                bytes.AddRange([(byte)(gap >> 16), (byte)(gap >> 24), (byte)gap, (byte)(gap >> 8)]);
                gap = 0;
            }

            Word(code, gap);
            if (text.Length > 0)
            {
                Word(Auxiliary, text.Length);
                bytes.AddRange(Encoding.ASCII.GetBytes(text));
                bytes.AddRange(new byte[text.Length & 1]);
            }
        }

        Word(0, 0);
        File.WriteAllBytes(Path.Combine(folder, name + ".atr"), [.. bytes]);
    }

    /// <summary>A sharp beat once a second on a slow wave, in millivolt.</summary>
    public static double[] Beats(double rateHz, double seconds)
    {
        double[] samples = new double[(int)Math.Round(rateHz * seconds)];
        for (int i = 0; i < samples.Length; i++)
        {
            double time = i / rateHz;
            double beat = (time % 1) - 0.5;
            samples[i] = Math.Exp(-beat * beat / 0.0008) + (0.3 * Math.Sin(2 * Math.PI * 0.2 * time));
        }

        return samples;
    }
}

using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace DeepHealth.Bench;

/// <summary>Writes an EDF file of one signal (Kemp et al. 1992), records of one second.</summary>
public static class EdfMaker
{
    private const double RangeMv = 10;

    /// <summary>Writes a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="millivolts">Samples between -10 and 10 mV; a part of a second at the end is left out.</param>
    /// <param name="rateHz">Samples per second.</param>
    public static void Write(string path, double[] millivolts, int rateHz)
    {
        int seconds = millivolts.Length / rateHz;
        StringBuilder header = new();
        Field(header, 8, "0");
        Field(header, 80, "X X X X");
        Field(header, 80, "Startdate X X X X");
        Field(header, 8, "01.01.01");
        Field(header, 8, "00.00.00");
        Field(header, 8, "512");
        Field(header, 44, "");
        Field(header, 8, seconds.ToString(CultureInfo.InvariantCulture));
        Field(header, 8, "1");
        Field(header, 4, "1");
        Field(header, 16, "ECG");
        Field(header, 80, "");
        Field(header, 8, "mV");
        Field(header, 8, "-10");
        Field(header, 8, "10");
        Field(header, 8, "-32768");
        Field(header, 8, "32767");
        Field(header, 80, "");
        Field(header, 8, rateHz.ToString(CultureInfo.InvariantCulture));
        Field(header, 32, "");
        byte[] samples = new byte[seconds * rateHz * sizeof(short)];
        for (int i = 0; i < samples.Length / sizeof(short); i++)
        {
            double scaled = Math.Clamp(millivolts[i] / RangeMv * short.MaxValue, short.MinValue, short.MaxValue);
            BinaryPrimitives.WriteInt16LittleEndian(samples.AsSpan(i * sizeof(short)), (short)Math.Round(scaled));
        }

        using FileStream file = File.Create(path);
        file.Write(Encoding.ASCII.GetBytes(header.ToString()));
        file.Write(samples);
    }

    private static void Field(StringBuilder header, int width, string text) => header.Append(text.PadRight(width));
}

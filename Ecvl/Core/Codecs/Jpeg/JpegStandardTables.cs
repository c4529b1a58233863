namespace DeepHealth.Ecvl;

/// <summary>The example tables of ITU-T T.81, annex K.</summary>
internal static class JpegStandardTables
{
    // Tables K.1 and K.2, row after row.
    private static ReadOnlySpan<byte> Luminance =>
    [
        16, 11, 10, 16, 24, 40, 51, 61,
        12, 12, 14, 19, 26, 58, 60, 55,
        14, 13, 16, 24, 40, 57, 69, 56,
        14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77,
        24, 35, 55, 64, 81, 104, 113, 92,
        49, 64, 78, 87, 103, 121, 120, 101,
        72, 92, 95, 98, 112, 100, 103, 99,
    ];

    private static ReadOnlySpan<byte> Chrominance =>
    [
        17, 18, 24, 47, 99, 99, 99, 99,
        18, 21, 26, 66, 99, 99, 99, 99,
        24, 26, 56, 99, 99, 99, 99, 99,
        47, 66, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
    ];

    /// <summary>Steps for a quality, scaled as libjpeg does: 50 takes the table as it is, 100 makes all steps 1.</summary>
    /// <param name="chrominance">Which table.</param>
    /// <param name="quality">1 … 100.</param>
    /// <returns>64 steps, row after row, 1 … 255.</returns>
    public static short[] Steps(bool chrominance, int quality)
    {
        int percent = quality < 50 ? 5000 / quality : 200 - (2 * quality);
        ReadOnlySpan<byte> table = chrominance ? Chrominance : Luminance;
        short[] steps = new short[64];
        for (int i = 0; i < 64; i++)
        {
            steps[i] = (short)Math.Clamp(((table[i] * percent) + 50) / 100, 1, 255);
        }

        return steps;
    }

    /// <summary>A code of K.3.</summary>
    /// <param name="ac">Whether for AC coefficients.</param>
    /// <param name="chrominance">Whether for colour differences.</param>
    public static JpegHuffmanCode Code(bool ac, bool chrominance) => (ac, chrominance) switch
    {
        (false, false) => new([0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
        (false, true) => new([0, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
        (true, false) => new([0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 125], WithRest(LuminanceAc)),
        (true, true) => new([0, 2, 1, 2, 4, 4, 3, 4, 7, 5, 4, 4, 0, 1, 2, 119], WithRest(ChrominanceAc)),
    };

    // Tables K.5 and K.6 up to codes of 15 bits. The many codes of 16 bits behind them take the other symbols in growing order.
    private static ReadOnlySpan<byte> LuminanceAc =>
    [
        0x01, 0x02, 0x03, 0x00, 0x04, 0x11, 0x05, 0x12, 0x21, 0x31, 0x41, 0x06, 0x13, 0x51, 0x61, 0x07,
        0x22, 0x71, 0x14, 0x32, 0x81, 0x91, 0xA1, 0x08, 0x23, 0x42, 0xB1, 0xC1, 0x15, 0x52, 0xD1, 0xF0,
        0x24, 0x33, 0x62, 0x72, 0x82,
    ];

    private static ReadOnlySpan<byte> ChrominanceAc =>
    [
        0x00, 0x01, 0x02, 0x03, 0x11, 0x04, 0x05, 0x21, 0x31, 0x06, 0x12, 0x41, 0x51, 0x07, 0x61, 0x71,
        0x13, 0x22, 0x32, 0x81, 0x08, 0x14, 0x42, 0x91, 0xA1, 0xB1, 0xC1, 0x09, 0x23, 0x33, 0x52, 0xF0,
        0x15, 0x62, 0x72, 0xD1, 0x0A, 0x16, 0x24, 0x34, 0xE1, 0x25, 0xF1,
    ];

    private static byte[] WithRest(ReadOnlySpan<byte> first)
    {
        List<byte> symbols = [.. first];
        for (int run = 0; run < 16; run++)
        {
            for (int size = 1; size <= 10; size++)
            {
                byte symbol = (byte)((run << 4) | size);
                if (!symbols.Contains(symbol))
                {
                    symbols.Add(symbol);
                }
            }
        }

        return [.. symbols];
    }
}

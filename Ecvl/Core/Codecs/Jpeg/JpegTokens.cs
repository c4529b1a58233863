namespace DeepHealth.Ecvl;

/// <summary>What a scan is going to write: symbols with the bits behind them, so that codes can be made for them first.</summary>
internal sealed class JpegTokens
{
    // A token: bits 0-15 what follows the symbol, 16-20 its size, 21-28 the symbol, 29-30 the number of the code, 31 set where there is no symbol.
    private const int RestartSize = 31;
    private const uint NoSymbol = 1u << 31;

    private readonly long[][] _numbers = [new long[256], new long[256], new long[256], new long[256]];
    private uint[] _tokens = new uint[1 << 12];
    private int _count;

    /// <summary>Adds a symbol.</summary>
    /// <param name="code">Number of the code: 0 and 1 for DC, 2 and 3 for AC.</param>
    /// <param name="symbol">The symbol.</param>
    /// <param name="bits">What follows it; higher bits are cut.</param>
    /// <param name="size">How many bits, 0 … 16.</param>
    public void Add(int code, int symbol, int bits = 0, int size = 0)
    {
        _numbers[code][symbol]++;
        Append(((uint)bits & ((1u << size) - 1)) | ((uint)size << 16) | ((uint)symbol << 21) | ((uint)code << 29));
    }

    /// <summary>Adds a number of so many bits as its category says, T.81 F.1.2, behind the symbol of <paramref name="run"/> and category.</summary>
    public void AddNumber(int code, int run, int value)
    {
        int size = 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)Math.Abs(value));
        Add(code, (run << 4) | size, value < 0 ? value - 1 : value, size);
    }

    /// <summary>Adds a bit without a symbol.</summary>
    public void AddBit(int bit) => Append(NoSymbol | (1u << 16) | (uint)bit);

    /// <summary>Adds a restart marker.</summary>
    public void AddRestart() => Append(NoSymbol | (RestartSize << 16));

    /// <summary>Whether a code is used.</summary>
    public bool Uses(int code) => Array.Exists(_numbers[code], number => number > 0);

    /// <summary>The shortest code for what was added.</summary>
    public JpegHuffmanCode Optimal(int code) => JpegHuffmanCode.Optimal(_numbers[code]);

    /// <summary>Writes the data of the scan.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="codes">The codes; those that are not used may be null.</param>
    public void Write(JpegOutput output, JpegHuffmanCode?[] codes)
    {
        int restart = 0;
        foreach (uint token in _tokens.AsSpan(0, _count))
        {
            int size = (int)(token >> 16) & 31;
            if ((token & NoSymbol) == 0)
            {
                codes[(token >> 29) & 3]!.Write(output, (int)(token >> 21) & 255);
            }
            else if (size == RestartSize)
            {
                output.EndBits();
                output.Marker((byte)(JpegMarker.FirstRestart + restart));
                restart = (restart + 1) & 7;
                continue;
            }

            output.Bits(token & 0xFFFF, size);
        }

        output.EndBits();
    }

    private void Append(uint token)
    {
        if (_count == _tokens.Length)
        {
            Array.Resize(ref _tokens, 2 * _count);
        }

        _tokens[_count++] = token;
    }
}

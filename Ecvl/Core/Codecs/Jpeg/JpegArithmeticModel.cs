namespace DeepHealth.Ecvl;

/// <summary>What is known of the coefficients of a scan: the states of all decisions, and the conditions of the tables; ITU-T T.81, F.1.4 and G.1.3.</summary>
internal sealed class JpegArithmeticModel
{
    private const int Tables = 4;
    private const int DcStates = 64;
    private const int AcStates = 256;

    // Per table: lower and upper bound of small differences as powers of 2, and the last coefficient of low frequency (F.1.4.4.1.4 and F.1.4.4.2).
    private readonly byte[] _lower = new byte[Tables];
    private readonly byte[] _upper = [1, 1, 1, 1];
    private readonly byte[] _low = [5, 5, 5, 5];
    private readonly byte[] _dc = new byte[Tables * DcStates];
    private readonly byte[] _ac = new byte[Tables * AcStates];

    /// <summary>Reads a segment of conditions; B.2.4.3.</summary>
    public void ReadConditions(JpegFile file, ReadOnlySpan<byte> content, int offset)
    {
        for (int at = 0; at < content.Length; at += 2)
        {
            (int kind, int number) = (content[at] >> 4, content[at] & 15);
            byte value = at + 1 < content.Length ? content[at + 1] : (byte)0;
            bool right = number < Tables && (kind == 0 ? at + 1 < content.Length && (value & 15) <= value >> 4 : kind == 1 && value is >= 1 and <= 63);
            if (!right)
            {
                throw file.Fault($"the arithmetic conditioning at offset {offset + at} is of class {kind}, number {number}, value {value} in {content.Length - at} bytes; classes are 0 (the lower bound not above the upper) and 1 (1 to 63), numbers 0 to 3.");
            }

            if (kind == 0)
            {
                _lower[number] = (byte)(value & 15);
                _upper[number] = (byte)(value >> 4);
            }
            else
            {
                _low[number] = value;
            }
        }
    }

    /// <summary>Forgets the states, at the begin of a scan and behind a restart marker.</summary>
    public void Reset()
    {
        Array.Clear(_dc);
        Array.Clear(_ac);
    }

    /// <summary>The states of a DC table.</summary>
    public Span<byte> Dc(int table) => _dc.AsSpan(table * DcStates, DcStates);

    /// <summary>The states of an AC table.</summary>
    public Span<byte> Ac(int table) => _ac.AsSpan(table * AcStates, AcStates);

    /// <summary>The last coefficient of low frequency.</summary>
    public int LastLow(int table) => _low[table];

    /// <summary>The context that a difference is for the next one: 0 zero, 4 and 8 small, 12 and 16 large, positive and negative; F.1.4.4.1.2.</summary>
    /// <param name="table">The table.</param>
    /// <param name="magnitude">The largest power of 2 not above the difference less 1, or 0.</param>
    /// <param name="negative">1 for a negative difference.</param>
    public int Context(int table, int magnitude, int negative)
        => magnitude < (1 << _lower[table]) >> 1 ? 0 : (magnitude > (1 << _upper[table]) >> 1 ? 12 : 4) + (4 * negative);
}

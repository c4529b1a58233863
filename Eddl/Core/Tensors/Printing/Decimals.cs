using System.Globalization;
using System.Numerics;

namespace DeepHealth.Eddl;

/// <summary>A floating-point number in decimal: <c>d.ddd… · 10^Exponent</c>.</summary>
/// <param name="Value">The number itself, exact.</param>
/// <param name="Digits">The digits without point; no zeros at the end, except for the number 0 itself.</param>
/// <param name="Exponent">Decimal exponent of the first digit.</param>
internal readonly record struct Decimals(double Value, string Digits, int Exponent)
{
    // IEEE 754 double: 52 stored bits of significand, exponent bias 1023.
    private const int SignificandBits = 52;
    private const int ExponentBias = 1023;

    /// <summary>Whether the sign bit is set, also for −0.</summary>
    public bool IsNegative => double.IsNegative(Value);

    /// <summary>Whether it is neither infinite nor NaN.</summary>
    public bool IsFinite => double.IsFinite(Value);

    /// <summary>The fewest digits that name this Float32 number and no other.</summary>
    public static Decimals Shortest(float value) => Parse(value, value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>The fewest digits that name this Float64 number and no other.</summary>
    public static Decimals Shortest(double value) => Parse(value, value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>The fewest digits that name this Float16 number and no other.</summary>
    public static Decimals Shortest(Half value) => Parse((double)value, value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>For the positional notation: at most <paramref name="count"/> digits after the point, and true digits up to the point.</summary>
    public Decimals RoundedToFraction(int count)
    {
        int places = Digits.Length - 1 - Exponent;
        return places > count ? Round(count) : places < 0 ? Round(0) : this;
    }

    /// <summary>For the scientific notation: at most <paramref name="count"/> digits after the point.</summary>
    public Decimals RoundedToMantissa(int count) => Digits.Length - 1 > count ? Round(count - Exponent) : this;

    /// <summary>For the scientific notation: at least <paramref name="count"/> digits after the point, true ones rather than zeros.</summary>
    public Decimals ExtendedToMantissa(int count) => Digits.Length - 1 < count && Value != 0 ? Round(count - Exponent) : this;

    /// <summary>The digits before the point of the positional notation, with sign.</summary>
    public string Whole()
    {
        string digits = Exponent < 0 ? "0"
            : Digits.Length > Exponent ? Digits[..(Exponent + 1)]
            : Digits.PadRight(Exponent + 1, '0');
        return IsNegative ? "-" + digits : digits;
    }

    /// <summary>The digits after the point of the positional notation, without zeros at the end.</summary>
    public string Fraction()
        => Exponent < 0 && Value != 0 ? new string('0', -Exponent - 1) + Digits
            : Digits.Length > Exponent + 1 ? Digits[(Exponent + 1)..]
            : "";

    /// <summary>The exponent with its sign and at least two digits, such as <c>+08</c>.</summary>
    public string ExponentText(int digits = 2)
        => (Exponent < 0 ? "-" : "+") + Math.Abs(Exponent).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');

    /// <summary>Rounds the exact value, not the shortest digits, to a number of places after the point; ties to even.</summary>
    private Decimals Round(int places)
    {
        long bits = BitConverter.DoubleToInt64Bits(Value);
        int stored = (int)(bits >> SignificandBits) & ((1 << 11) - 1);
        long significand = bits & ((1L << SignificandBits) - 1);

        // Subnormal numbers have no hidden bit and the exponent of the smallest normal ones.
        significand |= stored == 0 ? 0 : 1L << SignificandBits;
        int exponent = Math.Max(stored, 1) - ExponentBias - SignificandBits;

        BigInteger numerator = new BigInteger(significand) * BigInteger.Pow(2, Math.Max(exponent, 0)) * BigInteger.Pow(10, Math.Max(places, 0));
        BigInteger denominator = BigInteger.Pow(2, Math.Max(-exponent, 0)) * BigInteger.Pow(10, Math.Max(-places, 0));
        BigInteger quotient = BigInteger.DivRem(numerator, denominator, out BigInteger remainder);
        int half = (2 * remainder).CompareTo(denominator);
        if (half > 0 || (half == 0 && !quotient.IsEven))
        {
            quotient++;
        }

        string digits = quotient.ToString(CultureInfo.InvariantCulture);
        return quotient.IsZero ? new Decimals(Value, "0", 0) : new Decimals(Value, digits.TrimEnd('0'), digits.Length - 1 - places);
    }

    private static Decimals Parse(double value, string text)
    {
        if (!double.IsFinite(value) || value == 0)
        {
            return new Decimals(value, "0", 0);
        }

        // Such as -12.5, 0.004 or 1.5E-07: collect the digits and find the place of the first one that is not 0.
        int mark = text.IndexOf('E', StringComparison.Ordinal);
        int scale = mark < 0 ? 0 : int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string plain = (mark < 0 ? text : text[..mark]).TrimStart('-');
        int point = plain.IndexOf('.', StringComparison.Ordinal);
        string digits = plain.Replace(".", "", StringComparison.Ordinal);
        int zeros = digits.Length - digits.TrimStart('0').Length;
        int first = (point < 0 ? plain.Length : point) - 1 - zeros;
        return new Decimals(value, digits.Trim('0'), first + scale);
    }
}

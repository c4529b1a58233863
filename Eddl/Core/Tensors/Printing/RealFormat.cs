namespace DeepHealth.Eddl;

/// <summary>The common notation of some floating-point numbers, by NumPy's rules with its default options.</summary>
internal sealed class RealFormat
{
    private const int Precision = 8;
    private const double LargestPositional = 1e8;
    private const double SmallestPositional = 1e-4;
    private const double LargestRatio = 1000;

    // A number that stands alone is written out up to here.
    private const double LargestAlone = 1e16;

    private readonly Decimals[] _values;
    private readonly bool _scientific;
    private readonly int _left;
    private readonly int _right;
    private readonly int _fraction;
    private readonly int _exponentDigits;

    /// <summary>Finds the notation and the widths.</summary>
    /// <param name="values">Numbers, at least one.</param>
    /// <param name="type">Their type: the ratio of the largest to the smallest is rounded to it.</param>
    public RealFormat(Decimals[] values, DType type)
    {
        _scientific = IsScientific(values, type);
        _values = [.. values.Select(value => _scientific ? value.RoundedToMantissa(Precision) : value.RoundedToFraction(Precision))];
        Decimals[] finite = [.. _values.Where(value => value.IsFinite)];
        if (finite.Length > 0 && _scientific)
        {
            _left = finite.Any(value => value.IsNegative) ? 2 : 1;
            _fraction = finite.Max(value => value.Digits.Length - 1);
            _exponentDigits = finite.Max(value => value.ExponentText().Length) - 1;
            _right = _fraction + _exponentDigits + 2;
        }
        else if (finite.Length > 0)
        {
            _left = finite.Max(value => value.Whole().Length);
            _right = finite.Max(value => value.Fraction().Length);
        }

        foreach (Decimals value in _values.Where(value => !value.IsFinite))
        {
            // The point takes one column too.
            _left = Math.Max(_left, NonFinite(value).Length - 1 - _right);
        }
    }

    /// <summary>All numbers, each with the common width.</summary>
    public string[] Words() => [.. _values.Select(Word)];

    /// <summary>A number that stands alone: all its digits, and a zero after the point.</summary>
    public static string Alone(Decimals value)
    {
        if (!value.IsFinite)
        {
            return NonFinite(value);
        }

        double size = Math.Abs(value.Value);
        if (size == 0 || (size >= SmallestPositional && size < LargestAlone))
        {
            string fraction = value.Fraction();
            return $"{value.Whole()}.{(fraction.Length == 0 ? "0" : fraction)}";
        }

        string point = value.Digits.Length > 1 ? "." : "";
        return $"{(value.IsNegative ? "-" : "")}{value.Digits[0]}{point}{value.Digits[1..]}e{value.ExponentText()}";
    }

    private string Word(Decimals value)
    {
        if (!value.IsFinite)
        {
            return NonFinite(value).PadLeft(_left + 1 + _right);
        }

        if (_scientific)
        {
            Decimals shown = value.ExtendedToMantissa(_fraction);
            string first = (value.IsNegative ? "-" : "") + shown.Digits[0];
            return $"{first.PadLeft(_left)}.{shown.Digits[1..].PadRight(_fraction, '0')}e{shown.ExponentText(_exponentDigits)}";
        }

        return $"{value.Whole().PadLeft(_left)}.{value.Fraction().PadRight(_right)}";
    }

    private static string NonFinite(Decimals value) => double.IsNaN(value.Value) ? "nan" : value.IsNegative ? "-inf" : "inf";

    private static bool IsScientific(Decimals[] values, DType type)
    {
        double[] sizes = [.. values.Where(value => value.IsFinite && value.Value != 0).Select(value => Math.Abs(value.Value))];
        if (sizes.Length == 0)
        {
            return false;
        }

        double largest = sizes.Max();
        double smallest = sizes.Min();
        double ratio = type switch
        {
            DType.Float64 => largest / smallest,
            DType.Float16 => (double)(Half)((float)largest / (float)smallest),
            _ => (float)largest / (float)smallest,
        };
        return largest >= LargestPositional || smallest < SmallestPositional || ratio > LargestRatio;
    }
}

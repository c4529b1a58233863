using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace DeepHealth.Samples.EcgArrhythmia.Commands;

/// <summary>Ranges of numeric options. Text that is no number at all is left to the parser, which has a message for it.</summary>
internal static class Limits
{
    /// <summary>Refuses values below a least one.</summary>
    public static Option<int> AtLeast(this Option<int> option, int least)
    {
        option.Validators.Add(result =>
        {
            if (int.TryParse(Text(result), CultureInfo.InvariantCulture, out int value) && value < least)
            {
                result.AddError($"{option.Name} is {value}, but must be at least {least}.");
            }
        });
        return option;
    }

    /// <summary>Refuses zero, negative and infinite values, and NaN.</summary>
    public static Option<double> Positive(this Option<double> option)
    {
        option.Validators.Add(result =>
        {
            if (double.TryParse(Text(result), CultureInfo.InvariantCulture, out double value) && value is not (> 0 and < double.PositiveInfinity))
            {
                result.AddError(FormattableString.Invariant($"{option.Name} is {value}, but must be a finite number above 0."));
            }
        });
        return option;
    }

    /// <summary>Refuses values below 0 and above 1, and NaN.</summary>
    public static Option<double> Share(this Option<double> option)
    {
        option.Validators.Add(result =>
        {
            if (double.TryParse(Text(result), CultureInfo.InvariantCulture, out double value) && value is not (>= 0 and <= 1))
            {
                result.AddError(FormattableString.Invariant($"{option.Name} is {value}, but must lie from 0 to 1."));
            }
        });
        return option;
    }

    private static string? Text(OptionResult result) => result.Tokens.Count == 1 ? result.Tokens[0].Value : null;
}

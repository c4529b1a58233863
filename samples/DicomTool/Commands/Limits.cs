using System.CommandLine;
using System.Globalization;

namespace DeepHealth.Samples.DicomTool.Commands;

/// <summary>Ranges of numeric options. Text that is no number at all is left to the parser, which has a message for it.</summary>
internal static class Limits
{
    /// <summary>Refuses values below a least one.</summary>
    public static Option<int> AtLeast(this Option<int> option, int least)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out int value) && value < least)
            {
                result.AddError($"{option.Name} is {value}, but must be at least {least}.");
            }
        });
        return option;
    }
}

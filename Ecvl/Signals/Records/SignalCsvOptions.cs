namespace DeepHealth.Ecvl.Signals;

/// <summary>The dialect of a CSV file of signals. The defaults are those of <see cref="SignalCsv.Write"/>.</summary>
public sealed record SignalCsvOptions
{
    /// <summary>Character between columns, for example <c>;</c> or a tab; default <c>,</c>.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>On reading, samples per second of a file without a column of times; null: the first column holds times in seconds.</summary>
    public double? RateHz { get; init; }
}

namespace DeepHealth.Ecvl.Signals;

/// <summary>What the header of a written file says about a signal beyond its label, unit and rate.</summary>
public sealed record EdfChannel
{
    /// <summary>Transducer type, for example <c>AgAgCl electrode</c>; at most 80 characters.</summary>
    public string Transducer { get; init; } = "";

    /// <summary>Filters that were applied, for example <c>HP:0.1Hz LP:75Hz</c>; at most 80 characters.</summary>
    public string Prefiltering { get; init; } = "";

    /// <summary>Reserved field of the signal; at most 32 characters.</summary>
    public string Reserved { get; init; } = "";

    /// <summary>Physical value of <see cref="DigitalMinimum"/>. Null here and in <see cref="PhysicalMaximum"/>: chosen, see <see cref="EdfFile.Write"/>.</summary>
    public double? PhysicalMinimum { get; init; }

    /// <summary>Physical value of <see cref="DigitalMaximum"/>; may lie below <see cref="PhysicalMinimum"/>.</summary>
    public double? PhysicalMaximum { get; init; }

    /// <summary>Lowest digital value; null for the lowest of the sample format.</summary>
    public int? DigitalMinimum { get; init; }

    /// <summary>Highest digital value; null for the highest of the sample format.</summary>
    public int? DigitalMaximum { get; init; }
}

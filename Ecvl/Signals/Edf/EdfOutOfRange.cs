namespace DeepHealth.Ecvl.Signals;

/// <summary>What happens to a sample that lies outside the range of its signal.</summary>
public enum EdfOutOfRange
{
    /// <summary>The file is not written; the exception names signal, sample and range.</summary>
    Refuse,

    /// <summary>The nearest end of the range is stored, and the report counts the sample.</summary>
    Clip,
}

namespace DeepHealth.Ecvl.Signals;

/// <summary>The subfields of the recording field of EDF+: start date, administration code, technician, equipment.</summary>
/// <remarks>EDF+ 2003, section 2.1.3.4. Blanks inside a subfield are stored as underscores; what is unknown is stored as <c>X</c>.</remarks>
public sealed record EdfRecording
{
    /// <summary>Start date with four digits of the year; null: unknown. On writing it follows from the start time and need not be set.</summary>
    public DateOnly? StartDate { get; init; }

    /// <summary>Hospital administration code of the investigation; null: unknown.</summary>
    public string? AdministrationCode { get; init; }

    /// <summary>Code of the technician or investigator; null: unknown.</summary>
    public string? Technician { get; init; }

    /// <summary>Code of the equipment; null: unknown.</summary>
    public string? Equipment { get; init; }

    /// <summary>Further subfields; usually empty.</summary>
    public string Additional { get; init; } = "";

    /// <summary>Understands a recording field; null where it does not begin with <c>Startdate</c> and four more words.</summary>
    /// <param name="field">For example <c>Startdate 02-MAR-2002 EMG561 BK/JOP Sony</c>.</param>
    public static EdfRecording? Parse(string field)
    {
        ArgumentNullException.ThrowIfNull(field);
        string[] words = field.Split(' ', 6);
        if (words.Length < 5 || words[0] != "Startdate")
        {
            return null;
        }

        bool dated = EdfText.TryDate(words[1], out DateOnly start);
        if (!dated && words[1] != "X")
        {
            return null;
        }

        return new EdfRecording
        {
            StartDate = dated ? start : null,
            AdministrationCode = EdfText.FromSubfield(words[2]),
            Technician = EdfText.FromSubfield(words[3]),
            Equipment = EdfText.FromSubfield(words[4]),
            Additional = words.Length > 5 ? words[5] : "",
        };
    }

    /// <summary>The field as it is stored.</summary>
    public override string ToString()
    {
        string start = StartDate is { } date ? EdfText.Date(date) : "X";
        return $"Startdate {start} {EdfText.ToSubfield(AdministrationCode)} {EdfText.ToSubfield(Technician)} {EdfText.ToSubfield(Equipment)} {Additional}".TrimEnd();
    }
}

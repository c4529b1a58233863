using System.Globalization;

namespace DeepHealth.Ecvl.Signals;

/// <summary>The subfields of the patient field of EDF+: code, sex, birth date, name.</summary>
/// <remarks>EDF+ 2003, section 2.1.3.3. Blanks inside a subfield are stored as underscores; what is unknown is stored as <c>X</c>.</remarks>
public sealed record EdfPatient
{
    /// <summary>Code by which the patient is known in the hospital; null: unknown.</summary>
    public string? Code { get; init; }

    /// <summary><c>F</c> or <c>M</c>; null: unknown.</summary>
    public char? Sex { get; init; }

    /// <summary>Birth date; null: unknown.</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>Name; null: unknown.</summary>
    public string? Name { get; init; }

    /// <summary>Further subfields; usually empty.</summary>
    public string Additional { get; init; } = "";

    /// <summary>Understands a patient field; null where it has not the four subfields of EDF+.</summary>
    /// <param name="field">For example <c>MCH-0234567 F 02-MAY-1951 Haagse_Harry</c>.</param>
    public static EdfPatient? Parse(string field)
    {
        ArgumentNullException.ThrowIfNull(field);
        string[] words = field.Split(' ', 5);
        if (words.Length < 4 || words[1] is not ("F" or "M" or "X"))
        {
            return null;
        }

        bool dated = EdfText.TryDate(words[2], out DateOnly birth);
        if (!dated && words[2] != "X")
        {
            return null;
        }

        return new EdfPatient
        {
            Code = EdfText.FromSubfield(words[0]),
            Sex = words[1] == "X" ? null : words[1][0],
            BirthDate = dated ? birth : null,
            Name = EdfText.FromSubfield(words[3]),
            Additional = words.Length > 4 ? words[4] : "",
        };
    }

    /// <summary>The field as it is stored.</summary>
    /// <exception cref="ArgumentException">The sex is neither <c>F</c> nor <c>M</c>.</exception>
    public override string ToString()
    {
        if (Sex is not (null or 'F' or 'M'))
        {
            throw new ArgumentException($"EdfPatient: the sex is '{Sex}'; EDF+ has F, M, or null for unknown.");
        }

        string birth = BirthDate is { } date ? EdfText.Date(date) : "X";
        return string.Create(CultureInfo.InvariantCulture, $"{EdfText.ToSubfield(Code)} {Sex ?? 'X'} {birth} {EdfText.ToSubfield(Name)} {Additional}").TrimEnd();
    }
}

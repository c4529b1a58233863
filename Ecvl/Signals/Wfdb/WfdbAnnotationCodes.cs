namespace DeepHealth.Ecvl.Signals;

/// <summary>The annotation codes of the MIT format and their mnemonics.</summary>
/// <remarks>WFDB, annot(5) and the PhysioNet page "Annotations"; which codes are beats follows that page.</remarks>
public static class WfdbAnnotationCodes
{
    /// <summary>Code of a comment.</summary>
    public const int Note = 22;

    /// <summary>Code of a rhythm change, mnemonic <c>+</c>.</summary>
    public const int RhythmChange = 28;

    /// <summary>Highest code that an annotation can have.</summary>
    public const int Highest = 49;

    // Index = code. Codes 15, 17 and above 41 have no mnemonic; 0 means "no annotation".
    private const string Symbols = " NLRaVFJASEj/Q~ | sT*D\"=pB^t+u?![]en@xf()r";

    private const string Beats = "NLRBAaJSVrFejnE/fQ?";

    /// <summary>The mnemonic of a code; <c>[n]</c> where it has none.</summary>
    /// <param name="code">0 to 49.</param>
    public static string SymbolOf(int code) =>
        code is > 0 && code < Symbols.Length && Symbols[code] != ' ' ? Symbols[code].ToString() : $"[{code}]";

    /// <summary>True where the code labels a heart beat.</summary>
    /// <param name="code">0 to 49.</param>
    public static bool IsBeat(int code) =>
        code is > 0 && code < Symbols.Length && Beats.Contains(Symbols[code], StringComparison.Ordinal);

    /// <summary>The code of a mnemonic; 0 where no code has it.</summary>
    /// <param name="symbol">For example <c>N</c>, or <c>[42]</c> for a code without one.</param>
    public static int CodeOf(string symbol)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        for (int code = 1; code <= Highest; code++)
        {
            if (SymbolOf(code) == symbol)
            {
                return code;
            }
        }

        return 0;
    }
}

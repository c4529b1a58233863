namespace DeepHealth.Ecvl.Dicom;

/// <summary>What the standard says about each value representation (DICOM PS3.5 sections 6.2 and 7.1.2).</summary>
public static class DicomVrTraits
{
    private const int Letters = 26;

    private static readonly bool[] s_isKnown = KnownLetters();

    /// <summary>The representation of two letters in a file; <see cref="DicomVr.None"/> where they are none.</summary>
    /// <param name="first">First letter.</param>
    /// <param name="second">Second letter.</param>
    public static DicomVr FromLetters(byte first, byte second)
    {
        int row = first - 'A';
        int column = second - 'A';
        return (uint)row < Letters && (uint)column < Letters && s_isKnown[(row * Letters) + column] ? (DicomVr)((first << 8) | second) : DicomVr.None;
    }

    /// <summary>Whether explicit syntaxes give the length as 32 bits after two reserved bytes.</summary>
    public static bool HasLongLength(this DicomVr vr) => vr is DicomVr.OB or DicomVr.OD or DicomVr.OF or DicomVr.OL or DicomVr.OV or DicomVr.OW
        or DicomVr.SQ or DicomVr.SV or DicomVr.UC or DicomVr.UN or DicomVr.UR or DicomVr.UT or DicomVr.UV;

    /// <summary>Whether the value is text.</summary>
    public static bool IsText(this DicomVr vr) => vr is DicomVr.AE or DicomVr.AS or DicomVr.CS or DicomVr.DA or DicomVr.DS or DicomVr.DT or DicomVr.IS
        or DicomVr.TM or DicomVr.UI or DicomVr.UR || vr.UsesCharacterSet();

    /// <summary>Whether the text is in the Specific Character Set (0008,0005) of its data set.</summary>
    public static bool UsesCharacterSet(this DicomVr vr) => vr is DicomVr.LO or DicomVr.LT or DicomVr.PN or DicomVr.SH or DicomVr.ST or DicomVr.UC or DicomVr.UT;

    /// <summary>Whether a backslash separates several values.</summary>
    public static bool HasSeveralTexts(this DicomVr vr) => vr.IsText() && vr is not (DicomVr.LT or DicomVr.ST or DicomVr.UT or DicomVr.UR);

    /// <summary>Whether the value is bytes or words of any number, which JSON writes in binary form: OB, OD, OF, OL, OV, OW and UN.</summary>
    public static bool IsBytes(this DicomVr vr) => vr is DicomVr.OB or DicomVr.OD or DicomVr.OF or DicomVr.OL or DicomVr.OV or DicomVr.OW or DicomVr.UN;

    /// <summary>Bytes of one number, which change places in big-endian files; 1 for text and bytes.</summary>
    public static int WordSize(this DicomVr vr) => vr switch
    {
        DicomVr.AT or DicomVr.OW or DicomVr.SS or DicomVr.US => 2,
        DicomVr.FL or DicomVr.OF or DicomVr.OL or DicomVr.SL or DicomVr.UL => 4,
        DicomVr.FD or DicomVr.OD or DicomVr.OV or DicomVr.SV or DicomVr.UV => 8,
        _ => 1,
    };

    // Cells of 32 bits change as a whole, although OW means words of 16.
    internal static int WordSize(this DicomVr vr, DicomTag tag, int bitsAllocated)
        => vr == DicomVr.OW && bitsAllocated == 32 && tag == DicomTags.PixelData ? 4 : vr.WordSize();

    /// <summary>The byte that makes a value's length even: a blank for text, 0 for UIDs and everything else.</summary>
    public static byte Padding(this DicomVr vr) => vr.IsText() && vr != DicomVr.UI ? (byte)' ' : (byte)0;

    private static bool[] KnownLetters()
    {
        bool[] known = new bool[Letters * Letters];
        foreach (DicomVr vr in Enum.GetValues<DicomVr>())
        {
            if (vr != DicomVr.None)
            {
                known[((((int)vr >> 8) - 'A') * Letters) + ((int)vr & 0xFF) - 'A'] = true;
            }
        }

        return known;
    }
}

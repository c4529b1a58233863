namespace DeepHealth.Ecvl.Dicom;

/// <summary>Value representation of a data element: the type of its value (DICOM PS3.5 section 6.2).</summary>
/// <remarks>The number of each member is its two letters in a file, the first in the upper byte.</remarks>
public enum DicomVr
{
    /// <summary>No representation: items and delimiters of sequences.</summary>
    None = 0,

    /// <summary>Application entity: up to 16 characters.</summary>
    AE = ('A' << 8) | 'E',

    /// <summary>Age such as <c>018M</c>.</summary>
    AS = ('A' << 8) | 'S',

    /// <summary>Attribute tag.</summary>
    AT = ('A' << 8) | 'T',

    /// <summary>Code in capital letters.</summary>
    CS = ('C' << 8) | 'S',

    /// <summary>Date <c>YYYYMMDD</c>.</summary>
    DA = ('D' << 8) | 'A',

    /// <summary>Decimal number as text.</summary>
    DS = ('D' << 8) | 'S',

    /// <summary>Date and time <c>YYYYMMDDHHMMSS.FFFFFF&amp;ZZXX</c>.</summary>
    DT = ('D' << 8) | 'T',

    /// <summary>Double-precision number.</summary>
    FD = ('F' << 8) | 'D',

    /// <summary>Single-precision number.</summary>
    FL = ('F' << 8) | 'L',

    /// <summary>Integer as text.</summary>
    IS = ('I' << 8) | 'S',

    /// <summary>Text of up to 64 characters.</summary>
    LO = ('L' << 8) | 'O',

    /// <summary>One text of up to 10,240 characters.</summary>
    LT = ('L' << 8) | 'T',

    /// <summary>Bytes.</summary>
    OB = ('O' << 8) | 'B',

    /// <summary>Many double-precision numbers.</summary>
    OD = ('O' << 8) | 'D',

    /// <summary>Many single-precision numbers.</summary>
    OF = ('O' << 8) | 'F',

    /// <summary>Many 32-bit words.</summary>
    OL = ('O' << 8) | 'L',

    /// <summary>Many 64-bit words.</summary>
    OV = ('O' << 8) | 'V',

    /// <summary>Many 16-bit words.</summary>
    OW = ('O' << 8) | 'W',

    /// <summary>Name of a person.</summary>
    PN = ('P' << 8) | 'N',

    /// <summary>Text of up to 16 characters.</summary>
    SH = ('S' << 8) | 'H',

    /// <summary>Signed 32-bit integer.</summary>
    SL = ('S' << 8) | 'L',

    /// <summary>Sequence of items.</summary>
    SQ = ('S' << 8) | 'Q',

    /// <summary>Signed 16-bit integer.</summary>
    SS = ('S' << 8) | 'S',

    /// <summary>One text of up to 1,024 characters.</summary>
    ST = ('S' << 8) | 'T',

    /// <summary>Signed 64-bit integer.</summary>
    SV = ('S' << 8) | 'V',

    /// <summary>Time <c>HHMMSS.FFFFFF</c>.</summary>
    TM = ('T' << 8) | 'M',

    /// <summary>Text of any length, several values.</summary>
    UC = ('U' << 8) | 'C',

    /// <summary>Unique identifier.</summary>
    UI = ('U' << 8) | 'I',

    /// <summary>Unsigned 32-bit integer.</summary>
    UL = ('U' << 8) | 'L',

    /// <summary>Unknown representation.</summary>
    UN = ('U' << 8) | 'N',

    /// <summary>Address in the web.</summary>
    UR = ('U' << 8) | 'R',

    /// <summary>Unsigned 16-bit integer.</summary>
    US = ('U' << 8) | 'S',

    /// <summary>One text of any length.</summary>
    UT = ('U' << 8) | 'T',

    /// <summary>Unsigned 64-bit integer.</summary>
    UV = ('U' << 8) | 'V',
}

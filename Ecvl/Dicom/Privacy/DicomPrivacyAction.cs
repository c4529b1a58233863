namespace DeepHealth.Ecvl.Dicom;

/// <summary>What anonymising does to an attribute (DICOM PS3.15 table E.1-1a).</summary>
internal enum DicomPrivacyAction
{
    /// <summary>K: stays; items of sequences are anonymised in turn.</summary>
    Keep,

    /// <summary>X: is removed.</summary>
    Remove,

    /// <summary>Z: becomes empty.</summary>
    Empty,

    /// <summary>D: gets a value that says nothing.</summary>
    Dummy,

    /// <summary>U: gets another unique identifier.</summary>
    Uid,

    /// <summary>C, for dates: is shifted.</summary>
    Shift,
}

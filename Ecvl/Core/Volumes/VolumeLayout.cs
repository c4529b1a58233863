namespace DeepHealth.Ecvl;

/// <summary>A header, and where and how the samples lie that it describes.</summary>
/// <param name="Header">What the file says about its samples.</param>
/// <param name="Form">How one sample is written down.</param>
/// <param name="Pieces">The files that hold them, in the order of the samples; empty where only the header was asked for.</param>
internal sealed record VolumeLayout(VolumeHeader Header, SampleForm Form, IReadOnlyList<VolumePiece> Pieces)
{
    /// <summary>The exception for a fault in the samples.</summary>
    public ImageFileException Fault(VolumeSource source, string fault, Exception? inner = null) => source.Fault(Header.Format, fault, inner);
}

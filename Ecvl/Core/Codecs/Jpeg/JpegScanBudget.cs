namespace DeepHealth.Ecvl;

/// <summary>Bounds the work of files with many scans: a few bytes can ask for a walk over all blocks.</summary>
/// <param name="file">The file.</param>
/// <param name="frame">The frame.</param>
internal sealed class JpegScanBudget(JpegFile file, JpegFrame frame)
{
    // Usual progressive files visit each block about six times; 24 leaves room for unusual ones, and more bytes allow more.
    private const int FreeVisits = 24;
    private const int VisitsPerByte = 16;

    private readonly long _most = (FreeVisits * frame.Components.Sum(component => (long)component.StoredBlocksWide * component.StoredBlocksHigh))
        + ((long)VisitsPerByte * file.Source.Data.Length);

    private long _visits;

    /// <summary>Counts a scan.</summary>
    public void Take(JpegScan scan)
    {
        _visits += scan.Components.Sum(component => (long)component.StoredBlocksWide * component.StoredBlocksHigh);
        if (_visits > _most)
        {
            throw file.Fault($"the scan at offset {scan.Offset} brings the visits of blocks to {_visits}, at most {_most} are done for a file of {file.Source.Data.Length} bytes with this frame.");
        }
    }
}

using System.Buffers.Binary;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>Compressed pixel data: a basic offset table, which may be empty, and fragments (DICOM PS3.5 annex A.4).</summary>
/// <param name="offsetTable">The first item: 32-bit little-endian offsets of each frame's first fragment, counted from the second item.</param>
/// <param name="fragments">All further items.</param>
public sealed class DicomFragments(DicomBytes offsetTable, IReadOnlyList<DicomBytes> fragments)
{
    /// <summary>The first item as it stands in the file.</summary>
    public DicomBytes OffsetTable { get; } = offsetTable;

    /// <summary>The compressed pieces.</summary>
    public IReadOnlyList<DicomBytes> Fragments { get; } = fragments;

    /// <summary>The offset of each frame's first fragment from the first fragment's item tag, in bytes; empty where the file has no table.</summary>
    public uint[] ReadOffsets()
    {
        byte[] bytes = OffsetTable.ToArray();
        uint[] offsets = new uint[bytes.Length / sizeof(uint)];
        for (int i = 0; i < offsets.Length; i++)
        {
            offsets[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(i * sizeof(uint)));
        }

        return offsets;
    }
}

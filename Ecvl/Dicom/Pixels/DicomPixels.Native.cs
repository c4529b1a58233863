using System.Buffers;

namespace DeepHealth.Ecvl.Dicom;

/// <content>Frames that are not compressed.</content>
public sealed partial class DicomPixels
{
    // Swapped words of big-endian files are up to 8 bytes long.
    private const int LongestWord = 8;
    private const long MostValuesPerByte = 1 << 16;

    // Whether the bytes of a frame are its cells.
    private bool IsPlain => _codec is null && Format.BitsAllocated is not (1 or 12) && !Format.IsPlanar && !IsHalved;

    // Some files state halved chroma and hold all of it.
    private bool IsHalved => Format.HasHalvedChroma && _pixels.Value.Length / Format.Frames < Format.ValuesPerFrame;

    private long BitsPerFrame => (IsHalved ? Format.ValuesPerFrame / 3 * 2 : Format.ValuesPerFrame) * Format.BitsAllocated;

    // Whether the file is long enough for a frame, before memory is taken for it. Compressed frames are judged by their decoders, and here only roughly:
    // no stream packs more than some thousand pixels of a frame into a byte.
    private bool MayHold(int frame) => _codec is null ? BitsPerFrame <= _pixels.Value.Length * 8 / (frame + 1L) : Format.ValuesPerFrame / MostValuesPerByte <= FrameBytes(frame);

    private long FrameBytes(int frame) => _index!.LengthOf(frame);

    // Fills cells of a frame, the samples of a pixel together; one byte for each bit of 1-bit data, two for 12 bits.
    private void ReadNative(int frame, Span<byte> cells)
    {
        if (!MayHold(frame) || (IsHalved && Format.Columns % 2 != 0))
        {
            throw TooShort(frame);
        }

        DicomBytes bytes = _pixels.Value;
        long firstBit = frame * BitsPerFrame;
        long start = firstBit / 8;
        int needed = (int)(((firstBit & 7) + BitsPerFrame + 7) / 8);
        if (IsPlain && start % LongestWord == 0)
        {
            bytes.CopyTo(start, cells);
            return;
        }

        // Words may be swapped only as a whole.
        int skipped = (int)(start % LongestWord);
        int length = (int)Math.Min(skipped + needed + LongestWord - ((skipped + needed) % LongestWord), bytes.Length - start + skipped);
        byte[] rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            Span<byte> packed = rented.AsSpan(0, length);
            bytes.CopyTo(start - skipped, packed);
            Unpack(packed.Slice(skipped, needed), (int)(firstBit & 7), cells);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private void Unpack(ReadOnlySpan<byte> packed, int firstBit, Span<byte> cells)
    {
        switch (Format.BitsAllocated)
        {
            case 1:
                DicomCells.Bits(packed, firstBit, cells);
                break;
            case 12:
                DicomCells.Twelves(packed, firstBit, cells);
                break;
            default:
                if (IsHalved)
                {
                    DicomCells.Expand(packed, cells);
                }
                else if (Format.IsPlanar)
                {
                    DicomCells.Interleave(packed, Format.BitsAllocated / 8, Format.SamplesPerPixel, cells);
                }
                else
                {
                    packed.CopyTo(cells);
                }

                break;
        }
    }

    private DicomException TooShort(int frame)
        => Wrong($"has too little pixel data: frame {frame} of {Format.Columns} x {Format.Rows} x {Format.SamplesPerPixel} {Format.Photometric} values of {Format.BitsAllocated} bits does not fit in "
            + (_codec is null ? $"its {_pixels.Value.Length} bytes" : $"{FrameBytes(frame)} compressed bytes"));
}

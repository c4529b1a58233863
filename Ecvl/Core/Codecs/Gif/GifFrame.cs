namespace DeepHealth.Ecvl;

/// <summary>One picture of a GIF file; 89a sections 20 to 23.</summary>
/// <param name="Left">First column on the screen.</param>
/// <param name="Top">First row on the screen.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Interlaced">Whether rows come in four passes.</param>
/// <param name="Palette">Red, green, blue of every entry.</param>
/// <param name="Transparent">The entry that leaves a pixel as it was, or −1.</param>
/// <param name="Milliseconds">How long the frame is shown.</param>
/// <param name="Disposal">What becomes of it afterwards: 2 cleared, 3 as before, else it stays.</param>
/// <param name="LiteralBits">Bits of an entry in the compressed data.</param>
/// <param name="DataOffset">Where the blocks of compressed data begin.</param>
/// <param name="DataBytes">Bytes of compressed data.</param>
internal sealed record GifFrame(
    int Left, int Top, int Width, int Height, bool Interlaced, ReadOnlyMemory<byte> Palette, int Transparent, int Milliseconds, int Disposal, int LiteralBits, int DataOffset, int DataBytes);

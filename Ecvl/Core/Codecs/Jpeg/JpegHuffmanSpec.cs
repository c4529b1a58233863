namespace DeepHealth.Ecvl;

/// <summary>A Huffman code as the file states it; it is prepared, and checked, when a scan first needs it.</summary>
/// <param name="counts">Codes of 1 … 16 bits.</param>
/// <param name="symbols">Symbols by growing code.</param>
/// <param name="offset">Where the table lies, for messages.</param>
internal sealed class JpegHuffmanSpec(ReadOnlyMemory<byte> counts, ReadOnlyMemory<byte> symbols, int offset)
{
    private JpegHuffmanTable? _table;

    public int Offset => offset;

    /// <summary>The prepared code; null where there are more codes of a length than possible.</summary>
    public JpegHuffmanTable? Table => _table ??= JpegHuffmanTable.TryCreate(counts.Span, symbols.Span);
}

namespace DeepHealth.Ecvl;

/// <summary>The last rows of a component's samples.</summary>
/// <typeparam name="T">Type of a sample.</typeparam>
/// <param name="component">The component.</param>
/// <param name="address">Row 0, then one after the other.</param>
/// <param name="stride">Samples from a row to the next.</param>
/// <param name="rows">How many rows are kept; the one after the last takes the place of the first.</param>
/// <param name="line">Room for one row as wide as the picture.</param>
internal readonly unsafe struct JpegRing<T>(JpegComponent component, T* address, nint stride, int rows, T* line)
    where T : unmanaged
{
    private readonly T* _address = address;
    private readonly int _rows = rows;

    public JpegComponent Component { get; } = component;

    public nint Stride { get; } = stride;

    public T* Line { get; } = line;

    /// <summary>Address of a row.</summary>
    public T* Row(int y) => _address + (y % _rows * Stride);
}

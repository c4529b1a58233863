using System.Collections;

namespace DeepHealth.Ecvl;

/// <summary>The pages of a TIFF file, each decoded when it is asked for.</summary>
internal sealed class TiffPages(TiffFile file, ImageReadOptions options) : IReadOnlyList<Image>
{
    public int Count => file.Directories.Count;

    public Image this[int index] => new TiffReader(file, index).Read(options);

    public IEnumerator<Image> GetEnumerator()
    {
        for (int page = 0; page < Count; page++)
        {
            yield return this[page];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

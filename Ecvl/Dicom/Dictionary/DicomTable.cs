using System.Text;

namespace DeepHealth.Ecvl.Dicom;

/// <summary>Reads the embedded tables: one row a line, cells separated by tabulators, comments after a hash.</summary>
internal static class DicomTable
{
    /// <summary>The cells of all rows of the tables whose names begin alike, in the order of the names.</summary>
    /// <param name="prefix">Start of the names, such as <c>attributes</c>.</param>
    public static IEnumerable<string[]> Rows(string prefix) => Lines(prefix).Select(line => line.Split('\t'));

    /// <summary>The rows, not yet split into cells.</summary>
    /// <param name="prefix">Start of the names.</param>
    public static IEnumerable<string> Lines(string prefix)
    {
        foreach (string name in typeof(DicomTable).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using Stream stream = typeof(DicomTable).Assembly.GetManifestResourceStream(name)!;
            using StreamReader reader = new(stream, Encoding.UTF8);
            while (reader.ReadLine() is { } line)
            {
                if (line.Length > 0 && line[0] != '#')
                {
                    yield return line;
                }
            }
        }
    }
}

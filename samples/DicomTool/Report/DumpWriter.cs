using System.Text;
using DeepHealth.Ecvl.Dicom;

namespace DeepHealth.Samples.DicomTool.Report;

/// <summary>Writes elements as lines of text: tag, representation, value, length, number of values and name.</summary>
/// <param name="output">Receives the lines.</param>
/// <param name="wanted">Tags to show; all where empty.</param>
/// <param name="depth">Levels of sequences to show.</param>
/// <param name="characters">Most characters of a value.</param>
/// <param name="showPrivate">Whether private elements are shown.</param>
internal sealed class DumpWriter(TextWriter output, IReadOnlySet<DicomTag> wanted, int depth, int characters, bool showPrivate)
{
    // Column of the length, as dcmdump has it.
    private const int ValueColumn = 56;

    /// <summary>Writes a file.</summary>
    /// <param name="name">Name to show.</param>
    /// <param name="file">The file.</param>
    public void Write(string name, DicomFile file)
    {
        // A damaged value must not leave half a file on the screen without a word, so text is gathered first.
        StringBuilder text = new();
        text.Append("# ").Append(name).Append(": ").Append(file.TransferSyntax).AppendLine();
        Add(text, file.Meta, 0, "");
        Add(text, file.DataSet, 0, "");
        output.Write(text);
    }

    private void Add(StringBuilder text, DicomDataSet dataSet, int level, string path)
    {
        foreach (DicomElement element in dataSet)
        {
            if (!showPrivate && element.Tag.IsPrivate)
            {
                continue;
            }

            bool shown = wanted.Count == 0 || wanted.Contains(element.Tag);
            if (shown)
            {
                AddLine(text, dataSet, element, wanted.Count == 0 ? level : 0, wanted.Count == 0 ? "" : path);
            }

            if (element.IsSequence && level < depth)
            {
                AddItems(text, element, level, path);
            }
        }
    }

    private void AddItems(StringBuilder text, DicomElement sequence, int level, string path)
    {
        for (int i = 0; i < sequence.Items.Count; i++)
        {
            if (wanted.Count == 0)
            {
                text.Append(' ', 2 * (level + 1)).Append("item ").Append(i + 1).AppendLine();
            }

            Add(text, sequence.Items[i], level + 1, $"{path}{DicomTagTable.Find(sequence.Tag)?.Keyword ?? sequence.Tag.ToString()}[{i + 1}].");
        }
    }

    private void AddLine(StringBuilder text, DicomDataSet dataSet, DicomElement element, int level, string path)
    {
        int start = text.Length;
        text.Append(' ', 2 * level).Append(element.Tag).Append(' ').Append(element.Vr).Append(' ').Append(ElementText.Value(element, characters));
        text.Append(' ', Math.Max(ValueColumn - (text.Length - start), 1)).Append("# ").Append(ElementText.Size(element)).Append(' ').Append(path).Append(Name(dataSet, element.Tag)).AppendLine();
    }

    private static string Name(DicomDataSet dataSet, DicomTag tag)
        => tag.IsPrivateCreator ? "PrivateCreator"
            : tag.IsPrivate ? dataSet.PrivateCreatorOf(tag) is { } creator ? $"[{creator}]" : "[no creator]"
            : tag.IsGroupLength ? "GroupLength"
            : DicomTagTable.Find(tag) is { } known ? (known.IsRetired ? "RETIRED " : "") + known.Keyword
            : "[not in the dictionary]";
}

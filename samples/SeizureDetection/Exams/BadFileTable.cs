using System.Text;
using DeepHealth.Numerics;

namespace DeepHealth.Samples.SeizureDetection.Exams;

/// <summary>The list of files that were left out, kept over all steps in <c>bad_files.csv</c>.</summary>
internal static class BadFileTable
{
    private const string Header = "file,step,reason";

    /// <summary>Replaces the entries of one step.</summary>
    /// <returns>All entries, by file.</returns>
    public static IReadOnlyList<BadFile> Replace(string path, string step, IReadOnlyList<BadFile> entries)
    {
        BadFile[] all = [.. Read(path).Where(entry => entry.Step != step).Concat(entries)
            .OrderBy(entry => entry.File, StringComparer.Ordinal).ThenBy(entry => entry.Step, StringComparer.Ordinal)];
        StringBuilder text = new(Header + "\n");
        foreach (BadFile entry in all)
        {
            text.Append(Quote(entry.File)).Append(',').Append(entry.Step).Append(',').Append(Quote(entry.Reason)).Append('\n');
        }

        AtomicFile.WriteText(path, text.ToString());
        return all;
    }

    /// <summary>All entries; none where there is no file yet.</summary>
    public static IReadOnlyList<BadFile> Read(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        return [.. File.ReadLines(path).Skip(1).Select(Fields).Where(fields => fields.Count == 3).Select(fields => new BadFile(fields[0], fields[1], fields[2]))];
    }

    // Always in quotes, on one line.
    private static string Quote(string text) => $"\"{text.ReplaceLineEndings(" ").Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static List<string> Fields(string line)
    {
        List<string> fields = [];
        StringBuilder field = new();
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '"')
            {
                // Two quotes inside of quotes are one; any other switches.
                if (quoted && i + 1 < line.Length && line[i + 1] == '"')
                {
                    field.Append('"');
                    i++;
                }
                else
                {
                    quoted = !quoted;
                }
            }
            else if (line[i] == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(line[i]);
            }
        }

        fields.Add(field.ToString());
        return fields;
    }
}

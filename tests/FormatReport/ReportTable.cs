using System.Text;

namespace DeepHealth.FormatReport;

/// <summary>The page that says what was read.</summary>
public static class ReportTable
{
    /// <summary>Makes the page.</summary>
    public static string Text(IReadOnlyList<CaseResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        StringBuilder page = new();
        page.Append("""
            # File formats, as a run over the test corpus found them

            This page is written by `dotnet run --project tests/FormatReport -c Release -- <corpus> docs/formats.md`; do not edit it.
            A case is one file with values from independent tools (DCMTK, GDCM, pydicom, nibabel, Pillow, OpenCV, tifffile) or with known content.
            **Passed**: it was read and equals its reference within the tolerance of the corpus, or it is broken and was refused with a typed exception that
            names the file. **Refused**: the library says that it does not read such files; the reasons are below. **Failed**: anything else.
            Lossless images and volumes are compared sample by sample; lossy images here by size and mean, and by pixel in the tests of their format.


            """.ReplaceLineEndings("\n"));
        page.Append("| format | cases | of them broken | passed | refused | failed |\n|---|---:|---:|---:|---:|---:|\n");
        foreach (IGrouping<string, CaseResult> format in results.GroupBy(result => result.Format).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            Row(page, format.Key, [.. format]);
        }

        Row(page, "**all**", results);
        List(page, "Refused, with the reasons", results.Where(result => result.Outcome == Outcome.Refused));
        List(page, "Failed", results.Where(result => result.Outcome == Outcome.Failed));
        List(page, "Broken files, with what is said of them", results.Where(result => result.IsBroken && result.Outcome == Outcome.Passed));
        return page.ToString();
    }

    private static void Row(StringBuilder page, string name, IReadOnlyList<CaseResult> cases)
        => page.Append(FormattableString.Invariant(
            $"| {name} | {cases.Count} | {cases.Count(one => one.IsBroken)} | {Count(cases, Outcome.Passed)} | {Count(cases, Outcome.Refused)} | {Count(cases, Outcome.Failed)} |\n"));

    private static int Count(IReadOnlyList<CaseResult> cases, Outcome outcome) => cases.Count(one => one.Outcome == outcome);

    private static void List(StringBuilder page, string title, IEnumerable<CaseResult> cases)
    {
        CaseResult[] listed = [.. cases.OrderBy(one => one.Format, StringComparer.Ordinal).ThenBy(one => one.Name, StringComparer.Ordinal)];
        if (listed.Length == 0)
        {
            return;
        }

        page.Append("\n## ").Append(title).Append("\n\n| format | file | reason |\n|---|---|---|\n");
        foreach (CaseResult one in listed)
        {
            page.Append(FormattableString.Invariant($"| {one.Format} | {one.Name} | {Plain(one)} |\n"));
        }
    }

    // The messages name the file by its path on the machine that ran; the table has the name within the corpus.
    private static string Plain(CaseResult one)
    {
        string text = one.Reason.ReplaceLineEndings(" ");
        int end = text.IndexOf(one.Name, StringComparison.Ordinal);
        int start = end < 0 ? -1 : text.LastIndexOf('"', end);
        text = start < 0 ? text : text[..(start + 1)] + text[end..];
        return text.Replace("|", "\\|", StringComparison.Ordinal);
    }
}

using System.Text;
using System.Text.RegularExpressions;

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
            names the file, the tag or the offset. **Not asserted**: it was read, but the references disagree or cannot read it. **Refused**: the library says
            that it does not read such files. The reasons are below. **Failed**: anything else.
            Lossless images and volumes are compared sample by sample, DICOM files element by element as well. Lossy images may differ by at most 2 in each
            sample, or by 2 on average where chroma is halved; JPEG files of real origin equal libjpeg's samples bit by bit, damaged ones, read with
            `ImageReadOptions.AllowDamaged`, as well; without it these are refused.


            """.ReplaceLineEndings("\n"));
        page.Append("| format | cases | of them broken | passed | not asserted | refused | failed |\n|---|---:|---:|---:|---:|---:|---:|\n");
        foreach (IGrouping<string, CaseResult> format in results.GroupBy(result => result.Format).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            Row(page, format.Key, [.. format]);
        }

        Row(page, "**all**", results);
        List(page, "Refused, with the reasons", results.Where(result => result.Outcome is Outcome.Refused or Outcome.Unavailable));
        List(page, "Not asserted", results.Where(result => result.Outcome == Outcome.Unasserted));
        List(page, "Failed", results.Where(result => result.Outcome == Outcome.Failed));
        List(page, "Broken files, with what is said of them", results.Where(result => result.IsBroken && result.Outcome == Outcome.Passed));
        return page.ToString();
    }

    private static void Row(StringBuilder page, string name, IReadOnlyList<CaseResult> cases)
        => page.Append(FormattableString.Invariant(
            $"| {name} | {cases.Count} | {cases.Count(one => one.IsBroken)} | {Count(cases, Outcome.Passed)} | {Count(cases, Outcome.Unasserted)} | {Count(cases, Outcome.Refused) + Count(cases, Outcome.Unavailable)} | {Count(cases, Outcome.Failed)} |\n"));

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
        text = Regex.Replace(text, $"\"[^\"]*{Regex.Escape(one.Name)}", _ => $"\"{one.Name}");
        return text.Replace("|", "\\|", StringComparison.Ordinal);
    }
}

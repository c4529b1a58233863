namespace DeepHealth.FormatReport;

/// <summary>Decodes the corpus, compares it with its references, and writes the table of formats.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is ["--write-volumes", string folder])
        {
            WrittenVolumes.Write(folder);
            return 0;
        }

        if (arguments is ["--write-dicom", string objects, .. string[] source] && source.Length <= 1)
        {
            WrittenObjects.Write(objects, source.FirstOrDefault(string.Empty));
            return 0;
        }

        if (arguments.Length != 2)
        {
            Console.Error.WriteLine("usage: FormatReport <folder of the corpus> <file to write, such as docs/formats.md>");
            Console.Error.WriteLine("       FormatReport --write-volumes <folder>: volumes for the scripts in tests/Golden/nifti, which read them with other tools");
            Console.Error.WriteLine("       FormatReport --write-dicom <folder> [native DICOM file]: objects for the scripts in tests/Golden/dicom-objects");
            return 2;
        }

        List<CaseResult> results = [.. Corpus.Run(arguments[0])];
        File.WriteAllText(arguments[1], ReportTable.Text(results));
        int failed = results.Count(result => result.Outcome == Outcome.Failed);
        Console.WriteLine($"{results.Count} cases, {results.Count(result => result.Outcome == Outcome.Passed)} passed, {results.Count(result => result.Outcome is Outcome.Refused or Outcome.Unavailable)} refused or without their native library, {failed} failed");
        foreach (CaseResult result in results.Where(result => result.Outcome == Outcome.Failed))
        {
            Console.WriteLine($"{result.Name}: {result.Reason}");
        }

        return failed == 0 ? 0 : 1;
    }
}

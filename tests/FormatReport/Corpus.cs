namespace DeepHealth.FormatReport;

/// <summary>All folders of the corpus whose files the libraries read.</summary>
public static class Corpus
{
    /// <summary>Compares every file that has a reference; folders that are absent are left out.</summary>
    /// <param name="root">The folder of the corpus.</param>
    public static IEnumerable<CaseResult> Run(string root)
        => Folders(root, "nifti").SelectMany(NiftiCorpus.Run)
            .Concat(Folders(root, "images").SelectMany(folder => RasterCorpus.Run(folder)))
            .Concat(Folders(root, "dicom").SelectMany(DicomCorpus.Run));

    private static IEnumerable<string> Folders(string root, string kind)
        => ((string[])[Path.Combine(root, kind), Path.Combine(root, "synthetic", kind)]).Where(folder => File.Exists(Path.Combine(folder, "references.json")));
}

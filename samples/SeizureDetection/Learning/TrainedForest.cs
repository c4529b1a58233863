using DeepHealth.Eddl;

namespace DeepHealth.Samples.SeizureDetection.Learning;

/// <summary>A forest with what it needs to judge new rows.</summary>
/// <param name="Forest">The forest.</param>
/// <param name="Missing">What gaps become.</param>
/// <param name="TestPatients">Patients that it has not seen.</param>
internal sealed record TrainedForest(RandomForest Forest, MissingValues Missing, IReadOnlyList<string> TestPatients)
{
    public void Write(string path) => ForestFile.Write(path, Forest, new Dictionary<string, string>
    {
        ["names"] = string.Join(',', DatasetTable.Features),
        ["missing"] = Missing.ToString(),
        ["test-patients"] = string.Join(',', TestPatients),
    });

    public static TrainedForest Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new UsageException($"There is no \"{path}\"; run train first.");
        }

        using SafeTensorsFile file = SafeTensorsFile.Open(path);
        IReadOnlyDictionary<string, string> facts = file.Metadata;
        string names = string.Join(',', DatasetTable.Features);
        return facts.GetValueOrDefault("names") == names
            ? new TrainedForest(ForestFile.Read(path), MissingValues.Parse(facts["missing"]), facts["test-patients"].Split(','))
            : throw new UsageException($"\"{path}\" was trained with other features; run train again.");
    }
}

using DeepHealth.Eddl;

namespace DeepHealth.Samples.AfDetection.Models;

/// <summary>A fitted model that tells the two classes apart.</summary>
internal interface IAfModel
{
    /// <summary>How much each class is favoured.</summary>
    /// <param name="features"><c>[records, 18810]</c>.</param>
    /// <returns><c>[records, 2]</c>; probabilities, except for the support vector machine.</returns>
    double[] Scores(FeatureTable features);

    /// <summary>Writes the model's files into a folder that exists.</summary>
    /// <exception cref="IOException">A file cannot be written.</exception>
    void Save(string folder);
}

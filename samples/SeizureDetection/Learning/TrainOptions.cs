namespace DeepHealth.Samples.SeizureDetection.Learning;

/// <summary>How the forest is found.</summary>
/// <param name="Folds">Folds of the grid search, each with patients of its own.</param>
/// <param name="TestShare">Share of patients that are kept for the evaluation.</param>
/// <param name="IsWholeGrid">Whether all hundred candidates of the original are tried, not six.</param>
/// <param name="IsSentinel">Whether gaps become −999 as in the original, not the median of the training patients.</param>
/// <param name="Seed">Seed of the forest.</param>
internal sealed record TrainOptions(int Folds = 3, double TestShare = 0.25, bool IsWholeGrid = false, bool IsSentinel = false, ulong Seed = 1);

namespace DeepHealth.Eddl;

/// <summary>A division of samples into those to learn from and those to test with.</summary>
/// <param name="Train">Rows to learn from, rising.</param>
/// <param name="Test">Rows to test with, rising.</param>
public sealed record DataSplit(int[] Train, int[] Test);

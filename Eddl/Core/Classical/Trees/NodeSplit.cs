namespace DeepHealth.Eddl;

/// <summary>A way to split a node.</summary>
/// <param name="Feature">Feature; −1 where no split was found.</param>
/// <param name="Bin">Last bin of the left side.</param>
/// <param name="Gain">Weighted impurity of the node less that of both sides.</param>
internal readonly record struct NodeSplit(int Feature, int Bin, double Gain);

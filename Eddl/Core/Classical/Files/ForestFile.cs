namespace DeepHealth.Eddl;

/// <summary>Stores forests as tensors in a safetensors file.</summary>
/// <remarks>Nodes of all trees follow each other in <c>feature</c> (−1 for a leaf), <c>threshold</c> and <c>left</c>; <c>nodes</c> and <c>leaves</c> count those of each tree.</remarks>
public static class ForestFile
{
    private const string Kind = "deephealth.forest.1";

    /// <summary>Writes a forest, whole or not at all.</summary>
    /// <param name="path">The file, replacing one that exists.</param>
    /// <param name="forest">The forest.</param>
    /// <param name="metadata">Further facts, such as the names of the features; the keys <c>kind</c>, <c>classes</c> and <c>features</c> are taken.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, RandomForest forest, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(forest);
        DecisionTree[] trees = forest.Trees.ToArray();
        ModelTensors.Write(
            path,
            Kind,
            metadata,
            [ModelTensors.Fact("classes", forest.Classes), ModelTensors.Fact("features", forest.Features)],
            ModelTensors.Named<int>("nodes", [.. trees.Select(tree => tree.Features.Length)]),
            ModelTensors.Named<int>("leaves", [.. trees.Select(tree => tree.Probabilities.Length / forest.Classes)]),
            ModelTensors.Named<int>("feature", [.. trees.SelectMany(tree => tree.Features)]),
            ModelTensors.Named<int>("left", [.. trees.SelectMany(tree => tree.Left)]),
            ModelTensors.Named<double>("threshold", [.. trees.SelectMany(tree => tree.Thresholds)]),
            ModelTensors.Named<double>("probability", [.. trees.SelectMany(tree => tree.Probabilities)]),
            ModelTensors.Named<double>("importance", [.. forest.Importance]));
    }

    /// <summary>Reads a forest.</summary>
    /// <param name="path">A file written by <see cref="Write"/>.</param>
    /// <exception cref="SafeTensorsException">The file is damaged, or holds no forest, or trees whose nodes lead nowhere.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static RandomForest Read(string path)
    {
        using ModelTensors file = ModelTensors.Open("ForestFile", path, Kind);
        int classes = file.Number("classes", least: 2);
        int features = file.Number("features", least: 1);
        int[] nodes = file.Values<int>("nodes");
        int[] leaves = file.Values<int>("leaves");
        int[] feature = file.Values<int>("feature");
        int[] left = file.Values<int>("left");
        double[] threshold = file.Values<double>("threshold");
        double[] probability = file.Values<double>("probability");
        double[] importance = file.Values<double>("importance");
        if (leaves.Length != nodes.Length || nodes.Length == 0 || nodes.Any(count => count < 1) || leaves.Any(count => count < 1)
            || nodes.Sum(count => (long)count) != feature.Length || left.Length != feature.Length || threshold.Length != feature.Length
            || leaves.Sum(count => (long)count) * classes != probability.Length || importance.Length != features)
        {
            throw file.Refuse($"lists {nodes.Length} trees with {feature.Length} nodes and {probability.Length} probabilities of {classes} classes, which do not fit each other");
        }

        DecisionTree[] trees = new DecisionTree[nodes.Length];
        int node = 0;
        int leaf = 0;
        for (int tree = 0; tree < trees.Length; tree++)
        {
            int end = node + nodes[tree];
            int leafEnd = leaf + (leaves[tree] * classes);
            trees[tree] = new DecisionTree(feature[node..end], threshold[node..end], left[node..end], probability[leaf..leafEnd]);
            Check(trees[tree], path, tree, classes, features);
            node = end;
            leaf = leafEnd;
        }

        return new RandomForest(trees, importance, classes, features, outOfBagAccuracy: null);
    }

    /// <summary>Children lie behind their parent, so that every path ends in a leaf.</summary>
    private static void Check(DecisionTree tree, string path, int number, int classes, int features)
    {
        for (int node = 0; node < tree.Features.Length; node++)
        {
            bool isLeaf = tree.Features[node] < 0;
            bool isGood = isLeaf
                ? tree.Left[node] >= 0 && tree.Left[node] % classes == 0 && tree.Left[node] <= tree.Probabilities.Length - classes
                : tree.Features[node] < features && tree.Left[node] > node && tree.Left[node] < tree.Features.Length - 1;
            if (!isGood)
            {
                throw new SafeTensorsException($"ForestFile: \"{path}\": node {node} of tree {number} has feature {tree.Features[node]} of {features} and leads to {tree.Left[node]} of {tree.Features.Length} nodes.");
            }
        }
    }
}

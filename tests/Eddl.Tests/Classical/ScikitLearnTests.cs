using System.Text.Json;
using DeepHealth.Numerics;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>Agreement with scikit-learn on three data sets.</summary>
public sealed class ScikitLearnTests
{
    public static TheoryData<string> Sets => new("iris", "breast_cancer", "digits");

    [Theory]
    [MemberData(nameof(Sets))]
    public void Scaler_measures_alike(string name)
    {
        ClassicalGolden golden = new(name);
        Compare(golden.Numbers("mean"), golden.Scaler.Mean, 1e-12);
        Compare(golden.Numbers("deviation"), golden.Scaler.Deviation, 1e-12);
        FeatureTable back = golden.Scaler.Inverse(golden.Train);
        Compare(golden.Raw.Values.ToArray(), back.Values.ToArray(), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Components_agree(string name)
    {
        ClassicalGolden golden = new(name);
        double[] variances = golden.Numbers("pcaVariances");
        Pca pca = Pca.Fit(golden.Train, variances.Length);
        Compare(variances, pca.Variances, 1e-10);
        Compare(golden.Numbers("pcaFirst"), pca.Direction(0).ToArray(), 1e-8);
        Compare(golden.Numbers("pcaTest0"), pca.Transform(golden.Test).Row(0).ToArray(), 1e-7);
        Assert.Equal((int)golden.Root.GetProperty("pcaCount95").GetDouble(), Pca.FitShare(golden.Train, 0.95).Count);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Neighbours_predict_the_same(string name)
    {
        ClassicalGolden golden = new(name);
        Assert.Equal(golden.Labels("knn_uniform"), KNearestNeighbors.Fit(golden.Train, golden.TrainLabels).Predict(golden.Test));
        Assert.Equal(golden.Labels("knn_distance"), KNearestNeighbors.Fit(golden.Train, golden.TrainLabels, new NeighborOptions(5, byDistance: true)).Predict(golden.Test));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Support_vector_machines_predict_the_same(string name)
    {
        ClassicalGolden golden = new(name);
        foreach (SvmKernel kernel in Enum.GetValues<SvmKernel>())
        {
            string key = kernel == SvmKernel.Linear ? "linear" : "rbf";
            SupportVectorMachine machine = SupportVectorMachine.Fit(golden.Train, golden.TrainLabels, new SvmOptions(kernel, tolerance: 1e-6));
            Assert.Equal(golden.Labels("svm_" + key), machine.Predict(golden.Test));
            int[] support = golden.Labels("svmSupport_" + key);
            int[] found = [.. Enumerable.Range(0, support.Length).Select(label => machine.SupportRows.Count(row => golden.TrainLabels[row] == label))];
            Assert.All(found.Zip(support), pair => Assert.InRange(pair.First, pair.Second - 1, pair.Second + 1));
            if (golden.Root.TryGetProperty("svmDecision_" + key, out JsonElement decision))
            {
                Compare(ClassicalGolden.Numbers(decision), machine.Decide(golden.Test, 1, 0)[..20], 1e-4);
            }
        }

        SvmOptions balanced = new(c: 2, weighting: ClassWeighting.Balanced, tolerance: 1e-6);
        Assert.Equal(golden.Labels("svm_balanced"), SupportVectorMachine.Fit(golden.Train, golden.TrainLabels, balanced).Predict(golden.Test));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Cascade_reaches_the_machine_of_the_whole_set(string name)
    {
        ClassicalGolden golden = new(name);
        SupportVectorMachine cascade = CascadeSvm.Fit(golden.Train, golden.TrainLabels, parts: 4, new SvmOptions(tolerance: 1e-6), maximumRounds: 10);
        int[] expected = golden.Labels("svm_rbf");
        int[] found = cascade.Predict(golden.Test);
        Assert.InRange(found.Zip(expected).Count(pair => pair.First == pair.Second), expected.Length - 1, expected.Length);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Logistic_regression_has_the_same_weights(string name)
    {
        ClassicalGolden golden = new(name);
        foreach (ClassWeighting weighting in Enum.GetValues<ClassWeighting>())
        {
            JsonElement expected = golden.Root.GetProperty(weighting == ClassWeighting.None ? "logistic" : "logistic_balanced");
            LogisticRegression model = LogisticRegression.Fit(golden.Train, golden.TrainLabels, new LogisticOptions(0.5, weighting, tolerance: 1e-9));
            JsonElement[] weights = [.. expected.GetProperty("weights").EnumerateArray()];
            for (int function = 0; function < model.Functions; function++)
            {
                Compare(ClassicalGolden.Numbers(weights[function]), model.Weights(function).ToArray(), 1e-5);
            }

            double[] probabilities = [.. expected.GetProperty("probability").EnumerateArray().SelectMany(ClassicalGolden.Numbers)];
            Compare(probabilities, model.Scores(golden.Test)[..probabilities.Length], 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Forests_are_as_accurate(string name)
    {
        ClassicalGolden golden = new(name);
        foreach (bool isExtraRandom in new[] { false, true })
        {
            JsonElement expected = golden.Root.GetProperty(isExtraRandom ? "extra" : "forest");
            double mean = Enumerable.Range(0, 5).Average(seed => RandomForest.Fit(golden.Train, golden.TrainLabels, new ForestOptions(isExtraRandom: isExtraRandom, seed: (ulong)seed))
                .Evaluate(golden.Test, golden.TestLabels).Accuracy);

            // Five seeds against ten: a difference of four standard errors, and of one sample, is noise.
            double noise = (4 * expected.GetProperty("deviation").GetDouble() * Math.Sqrt((1 / 5.0) + (1 / 10.0))) + (1.0 / golden.TestLabels.Length);
            Assert.InRange(mean, expected.GetProperty("mean").GetDouble() - noise, 1);
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Forests_find_the_same_features_important(string name)
    {
        ClassicalGolden golden = new(name);
        RandomForest forest = RandomForest.Fit(golden.Train, golden.TrainLabels, new ForestOptions(trees: 1000));
        double[] expected = golden.Numbers("importance");
        Assert.Equal(1, forest.Importance.Sum(), 1e-9);
        double distance = expected.Zip(forest.Importance).Sum(pair => Math.Abs(pair.First - pair.Second)) / 2;
        Assert.InRange(distance, 0, 0.06);
        Assert.NotNull(forest.OutOfBagAccuracy);
        Assert.InRange(forest.OutOfBagAccuracy.Value, 0.9, 1);
    }

    private static void Compare(double[] expected, IReadOnlyList<double> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Count);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.InRange(actual[i], expected[i] - (tolerance * Math.Max(1, Math.Abs(expected[i]))), expected[i] + (tolerance * Math.Max(1, Math.Abs(expected[i]))));
        }
    }
}

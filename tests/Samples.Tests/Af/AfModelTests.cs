extern alias AfDetection;

using AfDetection::DeepHealth.Samples.AfDetection.Commands;
using AfDetection::DeepHealth.Samples.AfDetection.Data;
using AfDetection::DeepHealth.Samples.AfDetection.Evaluation;
using AfDetection::DeepHealth.Samples.AfDetection.Models;
using DeepHealth.Eddl;
using DeepHealth.Numerics;
using DeepHealth.TestKit;
using Xunit;
using UsageException = AfDetection::DeepHealth.Samples.EcgArrhythmia.UsageException;

namespace DeepHealth.Samples.Tests.Af;

public sealed class AfModelTests : IDisposable
{
    private static readonly AfSettings s_settings = new() { Folds = 3, Threads = 2, Seed = 7, Epochs = 1, BatchSize = 4 };
    private static readonly Lazy<FeatureSet> s_set = new(() => FeaturePreparation.Run(RecordSource.Generated(30, 3, noise: 0.02), 0, isBalanced: true, seed: 3, threads: 2, TextWriter.Null));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_original_network_has_the_parameters_of_the_published_one()
    {
        // Kernel 209: 1 to 32 filters, 32 to 32; 32 * 18810 inputs to 32 units; 32 to 2. Each with its bias.
        long expected = (209 * 32) + 32 + (32 * 32 * 209) + 32 + (32L * 18_810 * 32) + 32 + (32 * 2) + 2;
        ParameterArena arena = CnnModel.Create(NetworkSize.Original).Build([1, LogSpectrogram.FeatureCount], seed: 1, Device.Cpu);
        Assert.Equal(expected, arena.TrainedParameters);
        Assert.Equal(19_482_306, expected);
    }

    [Fact]
    public void Classical_models_find_generated_fibrillation()
    {
        AfSettings settings = s_settings with { Models = [ModelKind.Rf, ModelKind.Csvm, ModelKind.Knn] };
        IReadOnlyList<ModelScore> scores = FoldRunner.Run(s_set.Value, settings, TextWriter.Null);
        Assert.Equal([ModelKind.Rf, ModelKind.Csvm, ModelKind.Knn], scores.Select(score => score.Kind));
        Assert.All(scores, score =>
        {
            Assert.Equal(3, score.Folds.Count);
            Assert.Equal(60, score.Confusion.Total);
            Assert.Equal(score.Folds.Average(fold => fold.Confusion.Accuracy), score.MeanAccuracy);
            Assert.All(score.Folds, fold => Assert.InRange(fold.Components, 2, 39));
        });
        // Nearest neighbours are near chance here, in scikit-learn as well.
        Assert.True(scores[0].Roc.Area > 0.7 && scores[1].Roc.Area > 0.8, string.Join('\n', scores));
        Assert.True(scores[0].MeanAccuracy > 0.65, string.Join('\n', scores));
    }

    [Fact]
    public void Scores_do_not_depend_on_the_number_of_threads()
    {
        AfSettings settings = s_settings with { Models = [ModelKind.Rf, ModelKind.Csvm], SearchGrid = true, Folds = 2 };
        IReadOnlyList<ModelScore> one = FoldRunner.Run(s_set.Value, settings with { Threads = 1 }, TextWriter.Null);
        IReadOnlyList<ModelScore> three = FoldRunner.Run(s_set.Value, settings with { Threads = 3 }, TextWriter.Null);
        Assert.Equal(one.Select(score => score.Roc.Area), three.Select(score => score.Roc.Area));
        Assert.Equal(one.SelectMany(score => score.Folds).Select(fold => fold.Note), three.SelectMany(score => score.Folds).Select(fold => fold.Note));
    }

    [Fact]
    public void Components_are_fitted_to_the_training_part_alone()
    {
        FeatureSet set = s_set.Value;
        DataSplit split = DataSplits.Stratified(set.Labels, 3, 7)[0];
        double[] changed = set.Table.Values.ToArray();
        foreach (int row in split.Test)
        {
            changed.AsSpan(row * LogSpectrogram.FeatureCount, LogSpectrogram.FeatureCount).Fill(1e3 + row);
        }

        FeatureSet other = set with { Table = new FeatureTable(set.Table.Rows, set.Table.Columns, changed) };
        AfSettings settings = s_settings with { Models = [ModelKind.Csvm] };
        FoldScore before = FoldRunner.Run(set, settings, TextWriter.Null)[0].Folds[0];
        FoldScore after = FoldRunner.Run(other, settings, TextWriter.Null)[0].Folds[0];
        Assert.Equal((before.Components, before.Note), (after.Components, after.Note));
    }

    [Fact]
    public void A_merged_forest_averages_those_of_the_institutions()
    {
        (ClassicalModel model, FederatedScore score) = Federation.Run(s_set.Value, s_settings with { Trees = 6 });
        Assert.Equal(18, score.Trees);
        Assert.Equal(18, Assert.IsType<RandomForest>(model.Classifier).TreeCount);
        Assert.Equal(3, score.Alone.Count);
        Assert.Equal(60, score.Records.Sum() + score.Merged.Total);
        Assert.Equal(score.Merged.Total, score.Alone[0].Total);
    }

    [Theory]
    [InlineData("Knn")]
    [InlineData("Csvm")]
    [InlineData("Rf")]
    [InlineData("Cnn")]
    public void A_model_says_the_same_after_its_files(string name)
    {
        ModelKind kind = Enum.Parse<ModelKind>(name);
        FeatureSet set = s_set.Value;
        int[] rows = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
        IAfModel model = Fit(kind, set.Table.Select(rows), set.LabelsOf(rows));
        model.Save(_folder.Path);
        Assert.Equal(model.Scores(set.Table.Select([20, 21, 22])), ModelFolder.Load(_folder.Path).Scores(set.Table.Select([20, 21, 22])));
    }

    [Fact]
    public void Files_of_two_fits_are_told_apart()
    {
        FeatureSet set = s_set.Value;
        int[] first = [0, 1, 2, 3, 4, 5];
        int[] second = [6, 7, 8, 9, 10, 11];
        Fit(ModelKind.Knn, set.Table.Select(first), set.LabelsOf(first)).Save(_folder.Path);
        string model = _folder.PathOf("model.safetensors");
        byte[] kept = File.ReadAllBytes(model);
        Fit(ModelKind.Knn, set.Table.Select(second), set.LabelsOf(second)).Save(_folder.Path);
        File.WriteAllBytes(model, kept);
        Assert.Contains("train the model again", Assert.Throws<UsageException>(() => ModelFolder.Load(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_records_than_fit_are_refused_with_the_number_that_fits()
    {
        Assert.Equal(1000, MemoryBudget.Fits(1000 * MemoryBudget.BytesPerRecord));
        MemoryBudget.Require(1000, 1000 * MemoryBudget.BytesPerRecord);
        UsageException error = Assert.Throws<UsageException>(() => MemoryBudget.Require(1001, 1000 * MemoryBudget.BytesPerRecord));
        Assert.Contains("1000 records fit; choose --records 500", error.Message, StringComparison.Ordinal);
        Assert.True(MemoryBudget.Fits(long.MaxValue) * LogSpectrogram.FeatureCount <= int.MaxValue);
    }

    private static IAfModel Fit(ModelKind kind, FeatureTable features, int[] labels)
    {
        if (kind == ModelKind.Cnn)
        {
            return CnnModel.Fit(features, labels, s_settings with { Epochs = 1 }, Device.Cpu, null);
        }

        using WorkerTeam team = new(1);
        (Reduction reduction, FeatureTable reduced) = Reduction.Learn(features, 0.95, team);
        return new ClassicalModel(reduction, ClassicalModel.Fit(kind, reduced, labels, s_settings, team).Classifier);
    }
}

using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>Fitted models survive their files bit for bit; damaged files are refused.</summary>
public sealed class ModelFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Components_survive_their_file()
    {
        (FeatureTable samples, _) = Clouds(20, 60);
        Pca fitted = Pca.FitShare(samples, 0.9);
        PcaFile.Write(At("pca"), fitted);
        Pca read = PcaFile.Read(At("pca"));
        Assert.Equal(fitted.Transform(samples).Values, read.Transform(samples).Values);
        Assert.Equal(fitted.Variances, read.Variances);
        Assert.Equal(fitted.TotalVariance, read.TotalVariance);
    }

    [Fact]
    public void A_scaler_survives_its_file()
    {
        (FeatureTable samples, _) = Clouds(20, 6);
        StandardScaler fitted = StandardScaler.Fit(samples);
        StandardScalerFile.Write(At("scaler"), fitted);
        Assert.Equal(fitted.Transform(samples).Values, StandardScalerFile.Read(At("scaler")).Transform(samples).Values);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Neighbours_survive_their_file(bool byDistance)
    {
        (FeatureTable samples, int[] labels) = Clouds(30, 4);
        (FeatureTable others, _) = Clouds(50, 4, start: 1000);
        KNearestNeighbors fitted = KNearestNeighbors.Fit(samples, labels, new NeighborOptions(3, byDistance));
        NearestNeighborsFile.Write(At("knn"), fitted);
        KNearestNeighbors read = NearestNeighborsFile.Read(At("knn"));
        Assert.Equal(fitted.Scores(others), read.Scores(others));
        Assert.Equal(fitted.Options, read.Options);
    }

    [Theory]
    [InlineData(SvmKernel.Linear)]
    [InlineData(SvmKernel.Rbf)]
    public void A_support_vector_machine_survives_its_file(SvmKernel kernel)
    {
        (FeatureTable samples, int[] labels) = Clouds(45, 4);
        SupportVectorMachine fitted = SupportVectorMachine.Fit(samples, labels, new SvmOptions(kernel, c: 0.7));
        SvmFile.Write(At("svm"), fitted);
        SupportVectorMachine read = SvmFile.Read(At("svm"));
        Assert.Equal(3, read.Classes);
        Assert.Equal(fitted.Scores(samples), read.Scores(samples));
        Assert.Equal(fitted.Decide(samples, 2, 0), read.Decide(samples, 2, 0));
        Assert.Equal(fitted.SupportRows, read.SupportRows);
    }

    [Fact]
    public void Facts_of_the_caller_lie_beside_those_of_the_model()
    {
        (FeatureTable samples, _) = Clouds(5, 3);
        StandardScalerFile.Write(At("scaler"), StandardScaler.Fit(samples), new Dictionary<string, string> { ["origin"] = "test", ["kind"] = "taken" });
        using SafeTensorsFile file = SafeTensorsFile.Open(At("scaler"));
        Assert.Equal("test", file.Metadata["origin"]);
        Assert.Equal("deephealth.standardscaler.1", file.Metadata["kind"]);
    }

    [Fact]
    public void A_file_of_another_kind_names_both()
    {
        (FeatureTable samples, _) = Clouds(5, 3);
        StandardScalerFile.Write(At("scaler"), StandardScaler.Fit(samples));
        SafeTensorsException error = Assert.Throws<SafeTensorsException>(() => PcaFile.Read(At("scaler")));
        Assert.Contains("deephealth.standardscaler.1", error.Message, StringComparison.Ordinal);
        Assert.Contains("deephealth.pca.1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_beyond_the_classes_is_refused()
    {
        FeatureTable samples = new(2, 1, [0, 1]);
        NearestNeighborsFile.Write(At("knn"), new KNearestNeighbors(samples, [0, 2], 2, new NeighborOptions(1)));
        SafeTensorsException error = Assert.Throws<SafeTensorsException>(() => NearestNeighborsFile.Read(At("knn")));
        Assert.Contains("2 at place 1 of \"labels\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deviation_that_is_not_above_0_is_refused()
    {
        StandardScalerFile.Write(At("scaler"), new StandardScaler([0, 0], [1, 0]));
        SafeTensorsException error = Assert.Throws<SafeTensorsException>(() => StandardScalerFile.Read(At("scaler")));
        Assert.Contains("deviation of feature 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_direction_that_is_not_finite_is_refused()
    {
        PcaFile.Write(At("pca"), new Pca([0, 0], [1, double.NaN], [1], 1));
        SafeTensorsException error = Assert.Throws<SafeTensorsException>(() => PcaFile.Read(At("pca")));
        Assert.Contains("NaN at place 1 of \"directions\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_files_are_refused()
    {
        (FeatureTable samples, int[] labels) = Clouds(12, 3);
        PcaFile.Write(At("pca"), Pca.Fit(samples, 2));
        StandardScalerFile.Write(At("scaler"), StandardScaler.Fit(samples));
        NearestNeighborsFile.Write(At("knn"), KNearestNeighbors.Fit(samples, labels));
        SvmFile.Write(At("svm"), SupportVectorMachine.Fit(samples, labels));
        ForestFile.Write(At("forest"), RandomForest.Fit(samples, labels, new ForestOptions(trees: 2)));
        (string Name, Action<string> Read)[] files =
        [
            ("pca", path => PcaFile.Read(path).Transform(samples)),
            ("scaler", path => StandardScalerFile.Read(path)),
            ("knn", path => NearestNeighborsFile.Read(path)),
            ("svm", path => SvmFile.Read(path)),
            ("forest", path => ForestFile.Read(path)),
        ];
        string damaged = At("damaged");
        foreach ((string name, Action<string> read) in files)
        {
            Mutations.Run<SafeTensorsException>(400, [File.ReadAllBytes(At(name))], bytes =>
            {
                File.WriteAllBytes(damaged, bytes);
                read(damaged);
            });
        }
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Three clouds that overlap somewhat.</summary>
    private static (FeatureTable Samples, int[] Labels) Clouds(int count, int features, int start = 0)
    {
        double[] values = new double[count * features];
        int[] labels = new int[count];
        for (int i = 0; i < values.Length; i++)
        {
            int row = i / features;
            labels[row] = row % 3;
            values[i] = Math.Sin((start + i) * 12.9898) + (i % features == row % 3 ? 1 : 0);
        }

        return (new FeatureTable(count, features, values), labels);
    }

    private string At(string name) => _folder.PathOf(name + ".safetensors");
}

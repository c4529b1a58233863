using System.Text.Json;
using DeepHealth.Eddl;
using DeepHealth.Samples.SeizureDetection.Learning;
using DeepHealth.Samples.SeizureDetection.Tables;
using Xunit;

namespace DeepHealth.Samples.Tests.Seizure;

/// <summary>Data set, split, scores.</summary>
public sealed class SeizureLearningTests(SeizureCorpus corpus)
{
    [Fact]
    public void No_patient_is_on_both_sides()
    {
        ExamRows data = ExamRows.Read(Path.Combine(corpus.Output, "dataset", "df_ml.csv"));
        DataSplit split = PatientSplit.Of(data, 0.25);
        Assert.NotEmpty(split.Test);
        Assert.Equal(data.Rows, split.Train.Length + split.Test.Length);
        Assert.Empty(split.Train.Select(row => data.Patients[row]).Intersect(split.Test.Select(row => data.Patients[row])));
        Assert.Throws<InvalidOperationException>(() => { PatientSplit.Prove(data, new DataSplit([0, 1], [2])); });
        using JsonDocument metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(corpus.Output, "model", "metrics.json")));
        string[] Names(string key) => [.. metrics.RootElement.GetProperty(key).EnumerateArray().Select(name => name.GetString()!)];
        Assert.NotEmpty(Names("testPatients"));
        Assert.Empty(Names("trainPatients").Intersect(Names("testPatients")));
        string[] judged = [.. File.ReadLines(Path.Combine(corpus.Output, "evaluation", "predictions.csv")).Skip(1).Select(line => line.Split(',')[0]).Distinct()];
        Assert.Equal(Names("testPatients"), judged.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_model_beats_chance_and_reads_back()
    {
        using JsonDocument scores = JsonDocument.Parse(File.ReadAllText(Path.Combine(corpus.Output, "evaluation", "scores.json")));
        Assert.InRange(scores.RootElement.GetProperty("samples").GetProperty("rocAuc").GetDouble(), 0.8, 1);
        TrainedForest model = TrainedForest.Read(Path.Combine(corpus.Output, "model", "forest.safetensors"));
        Assert.Equal(DatasetTable.Features.Length, model.Forest.Features);
        Assert.Equal(DatasetTable.Features.Length, model.Missing.Values.Length);
    }

    [Fact]
    public void Gaps_are_filled_with_the_median_of_the_rows_to_learn_from_or_with_the_sentinel()
    {
        int width = DatasetTable.Features.Length;
        double[] values = new double[4 * width];
        (values[0], values[width], values[2 * width], values[3 * width]) = (1, double.NaN, 3, 100);
        ExamRows data = new(["a", "a", "a", "b"], ["a", "a", "a", "b"], new long[4], values, new int[4]);
        Assert.Equal(2, MissingValues.Median(data, [0, 1, 2]).Fill(data, [1])[0, 0]);
        Assert.Equal(-999, MissingValues.Mark(width).Fill(data, [1])[0, 0]);
        MissingValues median = MissingValues.Median(data, [0, 1, 2]);
        Assert.Equal(median.Values, MissingValues.Parse(median.ToString()).Values);
    }

    [Fact]
    public void Context_is_mean_deviation_and_sum_of_the_rows_before()
    {
        int width = FeatureColumns.Names.Length;
        int hr = Array.IndexOf(FeatureColumns.Names, "mean_hr");
        double[] features = new double[40 * width];
        for (int row = 0; row < 40; row++)
        {
            features[(row * width) + hr] = row < 2 ? double.NaN : row;
        }

        double[] context = ContextFeatures.Compute(features, 40);
        int columns = ContextFeatures.Names.Length;
        double At(int row, string name) => context[(row * columns) + Array.IndexOf(ContextFeatures.Names, name)];
        Assert.True(double.IsNaN(At(10, "mean_hr_mean_30")));
        Assert.Equal(6.5, At(11, "mean_hr_mean_30"));
        Assert.Equal(24.5, At(39, "mean_hr_mean_30"));
        Assert.Equal(30 * 24.5, At(39, "mean_hr_sum_30"));
        Assert.Equal(Math.Sqrt(30 * 31 / 12.0), At(39, "mean_hr_std_30"), 12);
        Assert.Equal(20.5, At(39, "mean_hr_mean_120"));
    }

    [Fact]
    public void Alarms_are_scored_event_by_event()
    {
        EventScore score = EventScore.Of([(100, 160), (1000, 1050)], [(80, 95), (500, 510), (1100, 1105)], 3600);
        Assert.Equal(new EventScore(2, 2, 1, 1), score);
        Assert.Equal(2.0 / 3, score.Precision);
        Assert.Equal(0.8, score.F1);

        // Beyond the margins; 90 s apart stay two, closer are one; ten minutes are two.
        Assert.Equal(new EventScore(1, 0, 1, 1), EventScore.Of([(100, 160)], [(220, 230)], 3600));
        Assert.Equal(new EventScore(1, 0, 1, 1), EventScore.Of([(100, 160)], [(60, 70)], 3600));
        Assert.Equal(2, EventScore.Of([], [(0, 10), (100, 110)], 3600).FalseAlarms);
        Assert.Equal(1, EventScore.Of([], [(0, 10), (99, 110)], 3600).FalseAlarms);
        Assert.Equal(2, EventScore.Of([], [(0, 600)], 3600).FalseAlarms);
        Assert.Equal([(1, 3), (4, 5)], EventScore.Events([0, 1, 2, 3, 4], [false, true, true, false, true]));
    }

    [Theory]
    [InlineData(1, "1.0")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001234, "1.234e-05")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(1e22, "1e+22")]
    [InlineData(-1.5e-300, "-1.5e-300")]
    [InlineData(double.PositiveInfinity, "inf")]
    [InlineData(double.NaN, "")]
    public void Numbers_are_written_as_python_writes_them(double value, string expected)
    {
        System.Text.StringBuilder text = new();
        PandasText.AppendNumber(text, value);
        Assert.Equal(expected, text.ToString());
    }

    [Fact]
    public void Times_of_a_column_have_the_digits_that_one_of_them_needs()
    {
        long start = PandasText.Nanoseconds(new DateTime(2013, 7, 9, 20, 5, 0));
        RrTable table = RrTable.Of([128, 145, 384], 256, new DateTime(2013, 7, 9, 20, 5, 0));
        Assert.Contains("2013-07-09 20:05:00.566406250,145,933.59375\n", table.ToText(), StringComparison.Ordinal);
        Assert.Contains("2013-07-09 20:05:00.500000000,128,", table.ToText(), StringComparison.Ordinal);
        Assert.Equal(start, table.Start);
        Assert.Equal(start + 566_406_250, PandasText.ParseTime("2013-07-09 20:05:00.566406250"));
        Assert.Null(PandasText.ParseTime("2013-07-09"));
    }
}

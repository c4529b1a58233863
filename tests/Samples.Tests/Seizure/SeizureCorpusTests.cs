using DeepHealth.Ecvl.Signals;
using Xunit;

namespace DeepHealth.Samples.Tests.Seizure;

/// <summary>Whole runs over a corpus with ten defective files.</summary>
public sealed class SeizureCorpusTests(SeizureCorpus corpus)
{
    [Fact]
    public void Ten_defects_are_listed_with_their_reason_and_the_run_goes_through()
    {
        string[] lines = File.ReadAllLines(Path.Combine(corpus.Output, "bad_files.csv"));
        Assert.Equal(11, lines.Length);
        foreach (string reason in (string[])["no ECG channel", "it is cut", "is empty: it has 1 header", "wrong extension", "missing pair", "zero length", "\"\"nan\"\"", "third label", "unreadable", "duplicate"])
        {
            Assert.Single(lines, line => line.Contains(reason, StringComparison.Ordinal));
        }

        Assert.Equal(10, Directory.GetFiles(Path.Combine(corpus.Output, "labels"), "*.csv").Length);
        Assert.DoesNotContain(corpus.Data, File.ReadAllText(Path.Combine(corpus.Output, "bad_files.csv")), StringComparison.Ordinal);
        foreach (string file in (string[])["dataset/df_ml.csv", "model/forest.safetensors", "model/metrics.json", "evaluation/scores.json", "evaluation/predictions.csv", "report.html", "grafana-dashboard.json"])
        {
            Assert.True(File.Exists(Path.Combine(corpus.Output, file)), file);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Results_are_the_same_bytes_for_any_number_of_workers(int workers)
    {
        string output = corpus.PathOf($"workers-{workers}");
        Assert.Equal(3, SeizureRun.Of("run", "--data", corpus.Data, "--output", output, "--workers", $"{workers}").Code);
        Assert.Equal(SeizureRun.Snapshot(corpus.Output), SeizureRun.Snapshot(output));
    }

    [Fact]
    public void A_generated_corpus_does_not_depend_on_the_number_of_workers()
    {
        SortedDictionary<string, string> Make(int workers)
        {
            string folder = corpus.PathOf($"generated-{workers}");
            Assert.Equal(0, SeizureRun.Of("generate", "--data", folder, "--files", "4", "--patients", "2", "--minutes", "1", "--workers", $"{workers}").Code);
            return SeizureRun.Snapshot(folder);
        }

        Assert.Equal(Make(1), Make(3));
    }

    [Fact]
    public void Generated_files_speak_both_dialects_and_their_beats_are_found()
    {
        string[] annotations = Directory.GetFiles(corpus.Data, "*.tse_bi", SearchOption.AllDirectories);
        Assert.Contains(annotations, path => File.ReadAllText(path).Contains("T1", StringComparison.Ordinal));
        Assert.Contains(annotations, path => File.ReadAllText(path).Contains("\n0.0000 ", StringComparison.Ordinal));
        string[] rr = File.ReadAllLines(Directory.GetFiles(Path.Combine(corpus.Output, "rr"), "*.csv").Order(StringComparer.Ordinal).First());
        Assert.InRange(rr.Length, 150, 500);
    }

    [Fact]
    public void A_second_run_finds_everything_finished()
    {
        string output = corpus.PathOf("twice");
        Assert.Equal(3, SeizureRun.Of("run", "--data", corpus.Data, "--output", output).Code);
        SortedDictionary<string, string> first = SeizureRun.Snapshot(output);
        SeizureRun again = SeizureRun.Of("run", "--data", corpus.Data, "--output", output);
        Assert.Equal(3, again.Code);
        Assert.Contains("rr        0 done, 12 were finished", again.Output, StringComparison.Ordinal);
        Assert.Contains("label     0 done, 10 were finished", again.Output, StringComparison.Ordinal);
        Assert.Contains("train     had", again.Output, StringComparison.Ordinal);
        Assert.Equal(first, SeizureRun.Snapshot(output));
    }

    [Fact]
    public void Changed_annotations_are_labelled_again()
    {
        string data = corpus.PathOf("changing");
        string output = corpus.PathOf("changing-work");
        Assert.Equal(0, SeizureRun.Of("generate", "--data", data, "--files", "2", "--patients", "2", "--minutes", "1").Code);
        foreach (string verb in (string[])["rr", "features", "label"])
        {
            Assert.Equal(0, SeizureRun.Of(verb, "--data", data, "--output", output).Code);
        }

        string annotations = Directory.GetFiles(data, "90000000*.tse_bi", SearchOption.AllDirectories).Single();
        TseFile.Write(annotations, new EventList { Events = [new(0, 20, "bckg"), new(20, 60, "seiz")] });
        SeizureRun run = SeizureRun.Of("label", "--data", data, "--output", output);
        Assert.Contains("label     1 done, 1 were finished", run.Output, StringComparison.Ordinal);
        string[] lines = File.ReadAllLines(Path.Combine(output, "labels", "cons_90000000_s001_t000.csv"));
        Assert.EndsWith(",0.0", lines[19], StringComparison.Ordinal);
        Assert.EndsWith(",1.0", lines[20], StringComparison.Ordinal);

        // What an input no longer gives does not stay behind.
        File.WriteAllText(annotations, "version = tse_v1.0.0\n\n");
        Assert.Equal(3, SeizureRun.Of("label", "--data", data, "--output", output).Code);
        Assert.False(File.Exists(Path.Combine(output, "labels", "cons_90000000_s001_t000.csv")));
    }

    [Fact]
    public void Temple_corpus_annotations_of_version_two_count_the_rest_as_background()
    {
        string data = corpus.PathOf("csv");
        string output = corpus.PathOf("csv-work");
        Assert.Equal(0, SeizureRun.Of("generate", "--data", data, "--files", "1", "--patients", "1", "--minutes", "1").Code);
        string annotations = Directory.GetFiles(data, "*.tse_bi", SearchOption.AllDirectories).Single();
        File.Delete(annotations);
        CsvBiFile.Write(Path.ChangeExtension(annotations, ".csv_bi"), new EventList { Events = [new(10, 20, "seiz")] });
        foreach (string verb in (string[])["rr", "features", "label"])
        {
            Assert.Equal(0, SeizureRun.Of(verb, "--data", data, "--output", output).Code);
        }

        string[] labels = [.. File.ReadAllLines(Directory.GetFiles(Path.Combine(output, "labels"), "*.csv").Single()).Skip(1).Select(line => line.Split(',')[^1])];
        Assert.Equal(10, labels.Count(label => label == "1.0"));
        Assert.Equal(labels.Length - 10, labels.Count(label => label == "0.0"));
    }

    [Theory]
    [InlineData("run", "--files", "0")]
    [InlineData("generate", "--minutes", "0.5")]
    [InlineData("train", "--test-share", "0.9")]
    [InlineData("import", "--workers", "1")]
    [InlineData("features", "--data", "/no/such/folder")]
    public void Wrong_arguments_give_exit_code_2_and_a_sentence(string verb, string option, string value)
    {
        string[] data = option == "--data" || verb is "run" ? [] : ["--data", verb == "generate" ? corpus.PathOf("never") : corpus.Data];
        SeizureRun run = SeizureRun.Of([verb, option, value, .. data, .. verb == "generate" ? (string[])[] : ["--output", corpus.PathOf("usage")]]);
        Assert.Equal(2, run.Code);
        Assert.Contains(verb == "import" ? "--postgres" : value, run.Error, StringComparison.Ordinal);
    }
}

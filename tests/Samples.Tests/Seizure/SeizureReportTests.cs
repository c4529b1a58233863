using System.Text.Json;
using System.Text.RegularExpressions;
using DeepHealth.Samples.SeizureDetection.Database;
using DeepHealth.Samples.SeizureDetection.Pipeline;
using Xunit;

namespace DeepHealth.Samples.Tests.Seizure;

/// <summary>What people and monitors look at.</summary>
public sealed class SeizureReportTests(SeizureCorpus corpus)
{
    [Fact]
    public void The_viewer_holds_every_exam_with_beats_and_bands_and_needs_no_network()
    {
        string page = File.ReadAllText(Path.Combine(corpus.Output, "report.html"));
        Assert.DoesNotMatch("(src|href)=", page);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        string json = Regex.Match(page, "application/json\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value;
        using JsonDocument data = JsonDocument.Parse(json);
        Assert.Equal(10, data.RootElement.GetArrayLength());
        foreach (JsonElement exam in data.RootElement.EnumerateArray())
        {
            string[] rr = File.ReadAllLines(Path.Combine(corpus.Output, "rr", $"rr_{exam.GetProperty("exam").GetString()}.csv"));
            Assert.Equal(rr.Length - 1, exam.GetProperty("rr").GetArrayLength());
            JsonElement[] bands = [.. exam.GetProperty("bands").EnumerateArray()];
            Assert.Equal(0, bands[0][0].GetDouble());
            Assert.Equal(exam.GetProperty("seconds").GetDouble(), bands[^1][1].GetDouble());
            Assert.True(exam.GetProperty("first").GetDouble() is > 0 and < 3000);
        }

        Assert.Contains(data.RootElement.EnumerateArray(), exam => exam.GetProperty("bands").EnumerateArray().Any(band => band[2].GetString() == "seiz"));
        Assert.Contains("<td>90000000/", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_dashboard_has_both_queries_and_the_patient_variable()
    {
        using JsonDocument dashboard = JsonDocument.Parse(File.ReadAllText(Path.Combine(corpus.Output, "grafana-dashboard.json")));
        Assert.Equal(Dashboard.HeartRateQuery, dashboard.RootElement.GetProperty("panels")[0].GetProperty("targets")[0].GetProperty("rawSql").GetString());
        Assert.Equal(Dashboard.AnnotationQuery, dashboard.RootElement.GetProperty("annotations").GetProperty("list")[0].GetProperty("rawQuery").GetString());
        Assert.Equal("patient", dashboard.RootElement.GetProperty("templating").GetProperty("list")[0].GetProperty("name").GetString());
    }

    [Fact]
    public void Metrics_count_files_and_have_cumulative_buckets()
    {
        string path = corpus.PathOf("metrics/seizure.prom");
        Assert.Equal(3, SeizureRun.Of("rr", "--data", corpus.Data, "--output", corpus.PathOf("metered"), "--metrics", path).Code);
        string[] lines = File.ReadAllLines(path);
        Assert.Contains("# TYPE seizure_files_total counter", lines);
        Assert.Contains("seizure_files_total{step=\"rr\",status=\"done\"} 12", lines);
        Assert.Contains("seizure_files_total{step=\"rr\",status=\"bad\"} 3", lines);
        Assert.Contains("seizure_files_total{step=\"scan\",status=\"bad\"} 5", lines);
        Assert.Contains("# TYPE seizure_step_seconds histogram", lines);
        Assert.Contains("seizure_step_seconds_count{step=\"rr\"} 15", lines);
        Assert.Contains("seizure_step_seconds_bucket{step=\"rr\",le=\"+Inf\"} 15", lines);
        StepMetrics metrics = new();
        metrics.Count("rr", "done", TimeSpan.FromSeconds(0.02));
        metrics.Count("rr", "done", TimeSpan.FromSeconds(100));
        Assert.Contains("seizure_step_seconds_bucket{step=\"rr\",le=\"0.025\"} 1\n", metrics.ToString(), StringComparison.Ordinal);
        Assert.Contains("seizure_step_seconds_bucket{step=\"rr\",le=\"60\"} 1\n", metrics.ToString(), StringComparison.Ordinal);
        Assert.Contains("seizure_step_seconds_sum{step=\"rr\"} 100.02\n", metrics.ToString(), StringComparison.Ordinal);
    }
}

using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using DeepHealth.Samples.EcgArrhythmia.Report;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Samples.Tests.Report;

public sealed class HtmlReportTests
{
    private static readonly string[] Names = ["Normal", "Atrial fibrillation", "Other", "Noise"];

    [Fact]
    public void Page_is_well_formed_and_refers_to_nothing_outside()
    {
        string page = HtmlReport.Render(Full());
        XElement root = Parse(page);
        Assert.Equal("html", root.Name.LocalName);
        Assert.DoesNotMatch(new Regex("https?:|src=|href=|@import|url\\(|<script|<link", RegexOptions.IgnoreCase), page.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Identifiers_are_unique_and_every_drawing_has_a_label()
    {
        XElement root = Parse(HtmlReport.Render(Full()));
        string[] ids = [.. root.Descendants().Attributes("id").Select(a => a.Value)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(root.Descendants().Attributes("aria-labelledby"), a => Assert.Contains(a.Value, ids));
        Assert.All(root.Descendants("svg"), svg => Assert.True(svg.Attribute("aria-label")?.Value.Length > 0 || svg.Attribute("aria-hidden")?.Value == "true"));
    }

    [Fact]
    public void Names_are_escaped()
    {
        const string hostile = "<script>alert('x')</script> & \"q\" \u0001\uFFFE";
        ReportData data = Full() with
        {
            Title = hostile,
            Subtitle = hostile,
            MetricName = hostile,
            Highlights = [new(hostile, hostile)],
            Facts = [new(hostile, hostile)],
            Classes = [new(hostile, 1, 1, 1, 1, 3)],
            Confusion = new([hostile], new long[,] { { 3 } }),
            Rocs = [new(hostile, [new(0, 0), new(1, 1)], 0.5)],
            Strips = [new(hostile, hostile, hostile, [new(hostile, 1)], 100, new float[100], EcgScale.Millivolt)],
        };
        string page = HtmlReport.Render(data);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        string shown = "<script>alert('x')</script> & \"q\" \uFFFD\uFFFD";
        XElement root = Parse(page);
        Assert.Equal(shown, root.Element("head")!.Element("title")!.Value);
        Assert.Contains(root.Descendants().Attributes("aria-label"), a => a.Value.Contains(shown, StringComparison.Ordinal));
        Assert.True(root.Descendants().Count(e => !e.HasElements && e.Value.Contains(shown, StringComparison.Ordinal)) > 12);
    }

    [Fact]
    public void Figures_of_the_run_appear()
    {
        XElement root = Parse(HtmlReport.Render(Full()));
        string text = root.Element("body")!.Value;
        foreach (string shown in new[] { "0.953", "95.8 %", "Normal (AUC 0.987)", "Noise (AUC 0.999)", "0.941", "seed 7", "144", "96 %" })
        {
            Assert.Contains(shown, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Learning_and_roc_curves_have_a_point_per_row()
    {
        XElement root = Parse(HtmlReport.Render(Full()));
        XElement[] charts = [.. root.Descendants("figure").Where(f => (string?)f.Attribute("class") == "chart")];
        Assert.Equal(["Loss", "Macro F1", "Learning rate", "Each class against the rest"], charts.Select(c => c.Element("figcaption")!.Value));
        Assert.Equal([2, 2, 1, 4], charts.Select(c => Lines(c).Count()));
        Assert.All(Lines(charts[0]), line => Assert.Equal(5, Points(line)));
        Assert.All(Lines(charts[3]), line => Assert.Equal(3, Points(line)));
    }

    [Fact]
    public void Roc_curve_runs_from_the_lower_left_to_the_upper_right_corner()
    {
        XElement root = Parse(HtmlReport.Render(Full()));
        XElement roc = root.Descendants("figure").Last(f => (string?)f.Attribute("class") == "chart");
        double[] place = [.. Regex.Matches(Lines(roc).First().Attribute("d")!.Value, "[0-9.]+").Select(m => double.Parse(m.Value, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.True(place[0] < place[2] && place[2] < place[4]);
        Assert.True(place[1] > place[3] && place[3] > place[5]);
    }

    [Fact]
    public void Confusion_matrix_is_coloured_by_the_share_of_its_row()
    {
        XElement table = Parse(HtmlReport.Render(Full())).Descendants("table").Single(t => (string?)t.Attribute("class") == "confusion");
        XElement[] cells = [.. table.Element("tbody")!.Descendants("td")];
        Assert.Equal(16, cells.Length);
        Assert.Equal("144", cells[0].Element("b")!.Value);
        Assert.Equal("dark", (string?)cells[0].Attribute("class"));
        Assert.Contains("0.96", cells[0].Attribute("style")!.Value, StringComparison.Ordinal);
        Assert.Null(cells[1].Attribute("class"));
        Assert.Contains("0.05)", cells[1].Attribute("style")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_strip_is_drawn_to_scale_and_says_whether_it_is_right()
    {
        XElement root = Parse(HtmlReport.Render(Full()));
        XElement[] strips = [.. root.Descendants("figure").Where(f => (string?)f.Attribute("class") == "strip")];
        Assert.Equal(6, strips.Length);
        Assert.Equal(5, strips.Count(s => s.Value.Contains("✓ correct", StringComparison.Ordinal)));
        Assert.Equal(1, strips.Count(s => s.Value.Contains("✗ wrong", StringComparison.Ordinal)));
        XElement paper = strips[0].Element("svg")!;
        // 12 s are given, 10 are drawn: 250 mm and 10 mm for the pulse.
        Assert.StartsWith("0 0 260 ", paper.Attribute("viewBox")!.Value, StringComparison.Ordinal);
        XElement[] traces = [.. paper.Elements("path").Where(p => (string?)p.Attribute("class") == "trace")];
        Assert.Contains("v-10h5v10", traces[0].Attribute("d")!.Value, StringComparison.Ordinal);
        Assert.Equal(1000, Points(traces[1]));
        // Sample 0 is 0 mV, sample 25 of the sine of 1 mV and 1 Hz its crest: 6.25 mm right, 10 mm up.
        MatchCollection places = Regex.Matches(traces[1].Attribute("d")!.Value, "([0-9.]+) (-?[0-9.]+)");
        Assert.Equal(6.25, Value(places[25], 1) - Value(places[0], 1), 0.011);
        Assert.Equal(-10, Value(places[25], 2) - Value(places[0], 2), 0.011);
    }

    [Fact]
    public void Missing_pieces_are_left_out()
    {
        XElement empty = Parse(HtmlReport.Render(new ReportData { Title = "Nothing" }));
        Assert.Empty(empty.Descendants("section"));
        Assert.Empty(empty.Descendants("svg"));

        ReportData sparse = new()
        {
            Title = "Sparse",
            ChallengeF1 = double.NaN,
            History = [new(1, 0.5, double.NaN, double.NaN, double.NaN, 0.001)],
            Classes = [new("Rare", double.NaN, double.NaN, double.NaN, double.NaN, 0)],
            Confusion = new(["Rare"], new long[,] { { 0 } }),
            Rocs = [new("Rare", [], double.NaN)],
            Strips = [new("Short", null, "Rare", [], 100, [], EcgScale.Millivolt), new("Gap", null, "Rare", [], 100, [0, float.NaN, 1, float.PositiveInfinity, 2], EcgScale.Millivolt)],
        };
        string page = HtmlReport.Render(sparse);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", page, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", page, StringComparison.Ordinal);
        XElement root = Parse(page);
        // One epoch is a point, not a line; what was not measured has no chart.
        Assert.Equal(2, root.Descendants("circle").Count());
        Assert.DoesNotContain("✗", root.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_data_gives_equal_bytes_and_the_file_is_replaced_whole()
    {
        using TemporaryFolder folder = new();
        string path = folder.PathOf("sub/report.html");
        HtmlReport.Write(path, Full() with { Title = new string('x', 100_000) });
        HtmlReport.Write(path, Full());
        byte[] first = File.ReadAllBytes(path);
        HtmlReport.Write(path, Full());
        Assert.Equal(first, File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
        Assert.Equal((byte)'<', first[0]);
    }

    [Fact]
    public void Wrong_data_is_refused_with_its_values()
    {
        var size = Assert.Throws<ArgumentException>(() => new ConfusionTable(["a", "b"], new long[3, 3]));
        Assert.Contains("[3, 3]", size.Message, StringComparison.Ordinal);
        Assert.Contains("2 class names", size.Message, StringComparison.Ordinal);
        Assert.Contains("-4", Assert.Throws<ArgumentException>(() => new ConfusionTable(["a"], new long[,] { { -4 } })).Message, StringComparison.Ordinal);
        ReportData data = new() { Title = "t", Strips = [new("s", null, "a", [], 0, [1], EcgScale.Millivolt)] };
        Assert.Contains("0 Hz", Assert.Throws<ArgumentException>(() => HtmlReport.Render(data)).Message, StringComparison.Ordinal);
    }

    private static XElement Parse(string page)
    {
        using XmlReader reader = XmlReader.Create(new StringReader(page), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader).Root!;
    }

    private static IEnumerable<XElement> Lines(XElement chart)
        => chart.Element("svg")!.Elements("path").Where(p => p.Attribute("class")!.Value.StartsWith("series", StringComparison.Ordinal));

    private static int Points(XElement path) => Regex.Count(path.Attribute("d")!.Value, "[ML]");

    private static double Value(Match match, int group) => double.Parse(match.Groups[group].Value, System.Globalization.CultureInfo.InvariantCulture);

    private static ReportData Full() => new()
    {
        Title = "ECG",
        Subtitle = "Generated data",
        ChallengeF1 = 0.953,
        MetricName = "Macro F1",
        Highlights = [new("Accuracy", "95.8 %")],
        Classes = [.. Names.Select((name, i) => new ClassScore(name, 0.9, 0.92, 0.941, 0.987 + (0.004 * i), 150))],
        History = [.. Enumerable.Range(1, 5).Select(e => new EpochRow(e, 1.0 / e, 1.1 / e, 1 - (0.5 / e), 0.9 - (0.5 / e), 0.003 / e))],
        Confusion = new(Names, new long[,] { { 144, 0, 5, 1 }, { 0, 146, 4, 0 }, { 8, 3, 138, 1 }, { 1, 0, 2, 147 } }),
        Rocs = [.. Names.Select((name, i) => new RocCurve(name, [new(0, 0), new(0.1, 0.9), new(1, 1)], 0.987 + (0.004 * i)))],
        Strips = [.. Enumerable.Range(0, 6).Select(i => new EcgStrip(
            $"Record {i}", Names[i % 4], i == 5 ? "Other" : Names[i % 4], [.. Names.Select(n => new ClassProbability(n, 0.25))], 100, Sine(), EcgScale.Millivolt))],
        Facts = [new("Data", "generated, seed 7")],
    };

    private static float[] Sine() => [.. Enumerable.Range(0, 1200).Select(i => (float)Math.Sin(2 * Math.PI * i / 100))];
}

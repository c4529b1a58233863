using System.Globalization;
using DeepHealth.Samples.SeizureDetection.Database;
using DeepHealth.Samples.SeizureDetection.Tables;
using Npgsql;
using Xunit;

namespace DeepHealth.Samples.Tests.Seizure;

/// <summary>The import into a real PostgreSQL server.</summary>
public sealed class SeizureImportTests(SeizureCorpus corpus)
{
    [Fact]
    public void Import_is_idempotent_and_transactional_and_feeds_the_dashboard()
    {
        using PostgresServer server = new();
        using NpgsqlConnection database = new(server.Connection);
        database.Open();
        string data = corpus.PathOf("import");
        string output = corpus.PathOf("import-work");
        Assert.Equal(0, SeizureRun.Of("generate", "--data", data, "--files", "4", "--patients", "2", "--minutes", "2", "--seed", "3").Code);
        foreach (string verb in (string[])["rr", "features", "label"])
        {
            Assert.Equal(0, SeizureRun.Of(verb, "--data", data, "--output", output).Code);
        }

        SeizureRun Import() => SeizureRun.Of("import", "--data", data, "--output", output, "--postgres", server.Connection, "--workers", "2");
        Assert.Equal(0, Import().Code);
        string[] exams = ["90000000_s001_t000", "90000000_s002_t000", "90000001_s001_t000", "90000001_s002_t000"];
        int rows = exams.Sum(exam => Rr(output, exam).IntervalsMs.Length);
        Assert.Equal(rows, Count(database, "SELECT count(*) FROM physio"));
        Assert.Equal(1, Count(database, "SELECT count(*) FROM pg_indexes WHERE indexdef LIKE '%physio%(patient, \"time\")%'"));

        SeizureRun again = Import();
        Assert.Contains("import    0 done, 4 were finished", again.Output, StringComparison.Ordinal);
        Assert.Equal(rows, Count(database, "SELECT count(*) FROM physio"));

        HeartRateSeriesIsTheBeats(database, output, exams);
        AnnotationsAreTheSeizures(database);
        Assert.Equal(2, Count(database, $"SELECT count(*) FROM ({Dashboard.PatientQuery}) AS patients"));

        // A new exam that fails after its beats were copied leaves no row of them; the others stay.
        Execute(database, $"DELETE FROM physio WHERE exam = '{exams[0]}'; DELETE FROM imports WHERE exam = '{exams[0]}'");
        File.AppendAllText(Directory.GetFiles(data, exams[0] + ".tse_bi", SearchOption.AllDirectories).Single(), "1.0000 2.0000 artf 1.0000\n");
        SeizureRun failed = Import();
        Assert.Equal(3, failed.Code);
        Assert.Contains("third label", failed.Output, StringComparison.Ordinal);
        Assert.Equal(rows - Rr(output, exams[0]).IntervalsMs.Length, Count(database, "SELECT count(*) FROM physio"));
    }

    private static void HeartRateSeriesIsTheBeats(NpgsqlConnection database, string output, string[] exams)
    {
        string sql = Dashboard.HeartRateQuery.Replace("$__timeGroupAlias(time,1s)", "floor(extract(epoch from time)/1)*1 AS \"time\"", StringComparison.Ordinal)
            .Replace("$patient", "90000000", StringComparison.Ordinal);
        SortedDictionary<long, List<int>> expected = [];
        foreach (string exam in exams.Where(name => name.StartsWith("90000000", StringComparison.Ordinal)))
        {
            RrTable rr = Rr(output, exam);
            for (int i = 0; i < rr.IntervalsMs.Length; i++)
            {
                long second = rr.Nanoseconds[i] / 1_000_000_000;
                expected.TryAdd(second, []);
                expected[second].Add((int)(60_000 / rr.IntervalsMs[i]));
            }
        }

        List<(long, double)> actual = [];
        using NpgsqlCommand command = new(sql, database);
        using NpgsqlDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            Assert.Equal("90000000", reader.GetString(1));
            actual.Add((Convert.ToInt64(reader.GetValue(0), CultureInfo.InvariantCulture), Math.Round(Convert.ToDouble(reader.GetValue(2), CultureInfo.InvariantCulture), 9)));
        }

        Assert.Equal(expected.Select(pair => (pair.Key, Math.Round(pair.Value.Average(), 9))), actual);
    }

    private static void AnnotationsAreTheSeizures(NpgsqlConnection database)
    {
        string sql = Dashboard.AnnotationQuery.Replace("$__timeFilter(start_time)", "start_time BETWEEN '2020-01-01T09:00:00Z' AND '2020-01-01T11:00:00Z'", StringComparison.Ordinal);
        List<(double Start, double End, string Tag)> ranges = [];
        using (NpgsqlCommand command = new(sql, database))
        using (NpgsqlDataReader reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                Assert.Equal(reader.GetString(2), reader.GetString(3));
                ranges.Add((Convert.ToDouble(reader.GetValue(0), CultureInfo.InvariantCulture), Convert.ToDouble(reader.GetValue(1), CultureInfo.InvariantCulture), reader.GetString(2)));
            }
        }

        // Only the first exam lies in these hours: it begins at ten and lasts two minutes.
        double start = (new DateTime(2020, 1, 1, 10, 0, 0) - DateTime.UnixEpoch).TotalSeconds;
        Assert.Equal(start, ranges.Min(range => range.Start));
        Assert.Equal(start + 120, ranges.Max(range => range.End), 6);
        Assert.Contains(ranges, range => range.Tag == "bckg");
    }

    private static RrTable Rr(string output, string exam) => RrTable.Read(Path.Combine(output, "rr", $"rr_{exam}.csv"));

    private static int Count(NpgsqlConnection database, string sql)
    {
        using NpgsqlCommand command = new(sql, database);
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static void Execute(NpgsqlConnection database, string sql)
    {
        using NpgsqlCommand command = new(sql, database);
        command.ExecuteNonQuery();
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeepHealth.Samples.SeizureDetection.Database;

/// <summary>The dashboard for Grafana: heart rate of a patient with seizures as marked ranges.</summary>
internal static class Dashboard
{
    /// <summary>Heart rate, one point per second.</summary>
    public const string HeartRateQuery =
        "SELECT $__timeGroupAlias(time,1s), patient AS metric, avg(heart_rate) AS \"heart_rate\" FROM physio WHERE patient='$patient' GROUP BY 1,2 ORDER BY 1,2";

    /// <summary>Ranges with their label.</summary>
    public const string AnnotationQuery =
        "SELECT extract(epoch from start_time) AS time, extract(epoch from end_time) AS timeend, tag::text AS text, tag::text AS tags FROM annotations WHERE $__timeFilter(start_time)";

    /// <summary>The patients to choose from.</summary>
    public const string PatientQuery = "SELECT DISTINCT patient FROM physio ORDER BY 1";

    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of the dashboard.</summary>
    public static string ToText()
    {
        JsonObject Source() => new() { ["type"] = "postgres", ["uid"] = "${DS_POSTGRESQL}" };
        JsonObject dashboard = new()
        {
            ["__inputs"] = new JsonArray(new JsonObject { ["name"] = "DS_POSTGRESQL", ["label"] = "PostgreSQL", ["type"] = "datasource", ["pluginId"] = "postgres", ["pluginName"] = "PostgreSQL" }),
            ["title"] = "Seizure detection",
            ["uid"] = "deephealth-seizures",
            ["schemaVersion"] = 36,
            ["timezone"] = "utc",
            ["time"] = new JsonObject { ["from"] = "2020-01-01T10:00:00.000Z", ["to"] = "2020-01-01T11:00:00.000Z" },
            ["annotations"] = new JsonObject
            {
                ["list"] = new JsonArray(new JsonObject
                {
                    ["name"] = "Seizures",
                    ["enable"] = true,
                    ["iconColor"] = "red",
                    ["datasource"] = Source(),
                    ["rawQuery"] = AnnotationQuery,
                }),
            },
            ["templating"] = new JsonObject
            {
                ["list"] = new JsonArray(new JsonObject
                {
                    ["name"] = "patient",
                    ["type"] = "query",
                    ["datasource"] = Source(),
                    ["query"] = PatientQuery,
                    ["refresh"] = 1,
                    ["sort"] = 1,
                }),
            },
            ["panels"] = new JsonArray(new JsonObject
            {
                ["id"] = 1,
                ["title"] = "Heart rate of $patient",
                ["type"] = "timeseries",
                ["datasource"] = Source(),
                ["gridPos"] = new JsonObject { ["h"] = 16, ["w"] = 24, ["x"] = 0, ["y"] = 0 },
                ["fieldConfig"] = new JsonObject { ["defaults"] = new JsonObject { ["unit"] = "bpm" }, ["overrides"] = new JsonArray() },
                ["targets"] = new JsonArray(new JsonObject { ["refId"] = "A", ["format"] = "time_series", ["rawQuery"] = true, ["rawSql"] = HeartRateQuery, ["datasource"] = Source() }),
            }),
        };
        return dashboard.ToJsonString(s_json) + "\n";
    }
}

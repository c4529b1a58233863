namespace DeepHealth.Samples.SeizureDetection.Database;

/// <summary>The tables of the original's dashboard, and what this import adds.</summary>
/// <remarks><c>physio</c> and <c>annotations</c> have the original's columns. Added are <c>physio.exam</c>, so that an exam can be replaced as a whole, the index that
/// the dashboard's queries need, and <c>imports</c>, which remembers the content of each imported exam.</remarks>
internal static class Schema
{
    public const string Create = """
        CREATE TABLE IF NOT EXISTS physio (
            id serial PRIMARY KEY, time timestamp NOT NULL, rr_interval real NOT NULL, heart_rate int NOT NULL, patient varchar(100) NOT NULL, exam varchar(100) NOT NULL);
        CREATE TABLE IF NOT EXISTS annotations (
            id serial PRIMARY KEY, start_time timestamp NOT NULL, end_time timestamp NOT NULL, tag varchar(50) NOT NULL, exam varchar(100) NOT NULL);
        CREATE TABLE IF NOT EXISTS imports (exam varchar(100) PRIMARY KEY, patient varchar(100) NOT NULL, content varchar(64) NOT NULL);
        CREATE INDEX IF NOT EXISTS physio_patient_time ON physio (patient, time);
        CREATE INDEX IF NOT EXISTS physio_exam ON physio (exam);
        CREATE INDEX IF NOT EXISTS annotations_start_time ON annotations (start_time);
        """;

    public const string CopyPhysio = "COPY physio (time, rr_interval, heart_rate, patient, exam) FROM STDIN (FORMAT BINARY)";

    public const string CopyAnnotations = "COPY annotations (start_time, end_time, tag, exam) FROM STDIN (FORMAT BINARY)";
}

using DeepHealth.Ecvl.Signals;
using DeepHealth.Samples.SeizureDetection.Exams;
using DeepHealth.Samples.SeizureDetection.Pipeline;
using DeepHealth.Samples.SeizureDetection.Tables;
using Npgsql;
using NpgsqlTypes;

namespace DeepHealth.Samples.SeizureDetection.Database;

/// <summary>Copies beats and annotations into PostgreSQL: one transaction per exam, several exams at a time.</summary>
/// <remarks>An exam whose content is there already is left alone; one that has changed is replaced. A killed import leaves whole exams only.</remarks>
internal sealed class Importer(Workspace workspace, string connection)
{
    public const string Step = "import";

    // One lock for all importers, whichever program they are: tables are made once.
    private const string SchemaLock = "SELECT pg_advisory_xact_lock(7311302)";

    private long _rows;

    /// <summary>Rows that were copied.</summary>
    public long Rows => _rows;

    /// <summary>Makes the tables where they are missing.</summary>
    public void Prepare()
    {
        using NpgsqlConnection database = Open();
        using NpgsqlTransaction transaction = database.BeginTransaction();
        Execute(database, SchemaLock);
        Execute(database, Schema.Create);
        transaction.Commit();
    }

    /// <summary>Imports exams.</summary>
    /// <param name="exams">Exams whose beats were found; others are left out.</param>
    /// <param name="workers">Connections.</param>
    /// <param name="metrics">Counters and times.</param>
    /// <param name="progress">Told each finished exam.</param>
    public StepOutcome Run(IReadOnlyList<Exam> exams, int workers, StepMetrics metrics, IStepProgress progress)
    {
        Prepare();
        Exam[] ready = [.. exams.Where(exam => File.Exists(workspace.Rr(exam.Name)) && File.Exists(workspace.Labels(exam.Name)))];
        string?[] reasons = new string?[ready.Length];
        bool[] resumed = new bool[ready.Length];
        progress.Begin(Step, ready.Length);
        Parallel.For(0, ready.Length, new ParallelOptions { MaxDegreeOfParallelism = workers }, Open, (i, _, database) =>
        {
            long start = System.Diagnostics.Stopwatch.GetTimestamp();
            try
            {
                resumed[i] = !Import(database, ready[i]);
            }
            catch (Exception error) when (error is SignalFormatException or ExamException or PostgresException { IsTransient: false })
            {
                reasons[i] = error.Message;
            }

            metrics.Count(Step, reasons[i] is not null ? "bad" : resumed[i] ? "resumed" : "done", System.Diagnostics.Stopwatch.GetElapsedTime(start));
            progress.Advance();
            return database;
        }, database => database.Dispose());
        progress.End();
        BadFile[] bad = [.. Enumerable.Range(0, ready.Length).Where(i => reasons[i] is not null).Select(i => new BadFile(ready[i].File, Step, reasons[i]!))];
        int again = resumed.Count(value => value);
        return new StepOutcome(ready.Length - again - bad.Length, again, bad);
    }

    /// <summary>Imports one exam.</summary>
    /// <returns>False where the same content was there.</returns>
    private bool Import(NpgsqlConnection database, Exam exam)
    {
        string content = Stamp.Key("import 1", exam.Patient, Stamp.HashOf(workspace.Rr(exam.Name)), Stamp.HashOf(exam.Annotations));
        using NpgsqlTransaction transaction = database.BeginTransaction();
        Execute(database, "SELECT pg_advisory_xact_lock(hashtext($1))", exam.Name);
        using (NpgsqlCommand known = new("SELECT content FROM imports WHERE exam = $1", database))
        {
            known.Parameters.AddWithValue(exam.Name);
            if (known.ExecuteScalar() is string before)
            {
                if (before == content)
                {
                    return false;
                }

                Execute(database, "DELETE FROM physio WHERE exam = $1", exam.Name);
                Execute(database, "DELETE FROM annotations WHERE exam = $1", exam.Name);
            }
        }

        RrTable rr = RrTable.Read(workspace.Rr(exam.Name));
        long rows = CopyPhysio(database, exam, rr) + CopyAnnotations(database, exam, PandasText.Time(rr.Start));
        Execute(
            database, "INSERT INTO imports (exam, patient, content) VALUES ($1, $2, $3) ON CONFLICT (exam) DO UPDATE SET patient = $2, content = $3", exam.Name, exam.Patient, content);
        transaction.Commit();
        Interlocked.Add(ref _rows, rows);
        return true;
    }

    private static long CopyPhysio(NpgsqlConnection database, Exam exam, RrTable rr)
    {
        using NpgsqlBinaryImporter writer = database.BeginBinaryImport(Schema.CopyPhysio);
        for (int i = 0; i < rr.IntervalsMs.Length; i++)
        {
            writer.StartRow();
            writer.Write(PandasText.Time(rr.Nanoseconds[i]), NpgsqlDbType.Timestamp);
            writer.Write((float)rr.IntervalsMs[i], NpgsqlDbType.Real);
            writer.Write((int)(60_000 / rr.IntervalsMs[i]), NpgsqlDbType.Integer);
            writer.Write(exam.Patient, NpgsqlDbType.Varchar);
            writer.Write(exam.Name, NpgsqlDbType.Varchar);
        }

        return (long)writer.Complete();
    }

    private static long CopyAnnotations(NpgsqlConnection database, Exam exam, DateTime start)
    {
        IReadOnlyList<EventAnnotation> events = LabelStep.Events(exam.Annotations, start, EdfFile.Open(exam.Recording).DurationSeconds);
        using NpgsqlBinaryImporter writer = database.BeginBinaryImport(Schema.CopyAnnotations);
        foreach (EventAnnotation annotation in events)
        {
            writer.StartRow();
            writer.Write(start.AddTicks((long)(annotation.StartSeconds * TimeSpan.TicksPerSecond)), NpgsqlDbType.Timestamp);
            writer.Write(start.AddTicks((long)(annotation.EndSeconds * TimeSpan.TicksPerSecond)), NpgsqlDbType.Timestamp);
            writer.Write(annotation.Label, NpgsqlDbType.Varchar);
            writer.Write(exam.Name, NpgsqlDbType.Varchar);
        }

        return (long)writer.Complete();
    }

    private NpgsqlConnection Open()
    {
        NpgsqlConnection database = new(connection);
        database.Open();
        return database;
    }

    private static void Execute(NpgsqlConnection database, string sql, params ReadOnlySpan<string> parameters)
    {
        using NpgsqlCommand command = new(sql, database);
        foreach (string parameter in parameters)
        {
            command.Parameters.AddWithValue(parameter);
        }

        command.ExecuteNonQuery();
    }
}

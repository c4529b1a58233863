using System.Globalization;
using System.Text;
using DeepHealth.Numerics;

namespace DeepHealth.Samples.SeizureDetection.Pipeline;

/// <summary>Counts files and measures times, in Prometheus' text format.</summary>
/// <remarks>Prometheus exposition format 0.0.4. Buckets are cumulative, the last is infinite.</remarks>
internal sealed class StepMetrics
{
    private static readonly double[] s_bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60];

    private readonly Lock _gate = new();
    private readonly SortedDictionary<(string Step, string Status), long> _files = [];
    private readonly SortedDictionary<string, (long[] Buckets, double Sum)> _seconds = new(StringComparer.Ordinal);

    /// <summary>Counts one file. Safe for several threads.</summary>
    public void Count(string step, string status, TimeSpan time)
    {
        lock (_gate)
        {
            _files[(step, status)] = _files.GetValueOrDefault((step, status)) + 1;
            (long[] buckets, double sum) = _seconds.TryGetValue(step, out var known) ? known : (new long[s_bounds.Length + 1], 0);
            int bucket = Array.FindIndex(s_bounds, bound => time.TotalSeconds <= bound);
            buckets[bucket < 0 ? s_bounds.Length : bucket]++;
            _seconds[step] = (buckets, sum + time.TotalSeconds);
        }
    }

    /// <summary>Writes the file that Prometheus' node exporter collects.</summary>
    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        AtomicFile.WriteText(path, ToString());
    }

    public override string ToString()
    {
        lock (_gate)
        {
            StringBuilder text = new();
            text.Append("# HELP seizure_files_total Files of each step by how they ended.\n# TYPE seizure_files_total counter\n");
            foreach (((string step, string status), long count) in _files)
            {
                text.Append(CultureInfo.InvariantCulture, $"seizure_files_total{{step=\"{step}\",status=\"{status}\"}} {count}\n");
            }

            text.Append("# HELP seizure_step_seconds Time of one file in a step.\n# TYPE seizure_step_seconds histogram\n");
            foreach ((string step, (long[] buckets, double sum)) in _seconds)
            {
                long below = 0;
                for (int i = 0; i < buckets.Length; i++)
                {
                    below += buckets[i];
                    string bound = i < s_bounds.Length ? s_bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf";
                    text.Append(CultureInfo.InvariantCulture, $"seizure_step_seconds_bucket{{step=\"{step}\",le=\"{bound}\"}} {below}\n");
                }

                text.Append(CultureInfo.InvariantCulture, $"seizure_step_seconds_sum{{step=\"{step}\"}} {sum}\nseizure_step_seconds_count{{step=\"{step}\"}} {below}\n");
            }

            return text.ToString();
        }
    }
}

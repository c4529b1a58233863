namespace DeepHealth.Eddl;

/// <summary>What callbacks that monitor a figure share.</summary>
internal static class Monitored
{
    /// <summary>Whether a larger figure is the better one: as given, else as the metric of that name says; losses are better when smaller.</summary>
    public static bool HigherIsBetter(string monitor, Model model, bool? given)
    {
        if (given is { } known)
        {
            return known;
        }

        foreach (Metric metric in model.Metrics)
        {
            if (monitor == metric.Name || monitor == "val_" + metric.Name)
            {
                return metric.HigherIsBetter;
            }
        }

        return false;
    }

    /// <summary>Checks that the figure exists.</summary>
    public static void Require(string callback, string monitor, History history)
    {
        IReadOnlyDictionary<string, double> values = history.Epochs[^1].Values;
        if (!values.ContainsKey(monitor))
        {
            throw new ArgumentException($"{callback}: there is no figure \"{monitor}\"; this training has {string.Join(", ", values.Keys)}.");
        }
    }
}

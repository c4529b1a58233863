namespace DeepHealth.Ecvl.Signals;

/// <summary>The R-peak detectors by name.</summary>
public static class RPeakDetectors
{
    /// <summary>All detectors, the default first.</summary>
    public static IReadOnlyList<IRPeakDetector> All { get; } =
        [new HamiltonDetector(), new PanTompkinsDetector(), new XqrsDetector(), new EngzeeDetector(), new SwtDetector(), new ElgendiDetector()];

    /// <summary>The detector of a name.</summary>
    /// <exception cref="ArgumentException">No detector has the name.</exception>
    public static IRPeakDetector ByName(string name)
        => All.FirstOrDefault(detector => string.Equals(detector.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"RPeakDetectors: there is no detector \"{name}\"; known are {string.Join(", ", All.Select(detector => detector.Name))}.", nameof(name));
}

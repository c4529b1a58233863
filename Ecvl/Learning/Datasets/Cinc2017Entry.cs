using DeepHealth.Ecvl.Signals;

namespace DeepHealth.Ecvl.Learning;

/// <summary>A line of the reference of the PhysioNet/CinC Challenge 2017.</summary>
/// <param name="Name">Name of the record.</param>
/// <param name="Rhythm">Its class.</param>
public sealed record Cinc2017Entry(string Name, HeartRhythm Rhythm);

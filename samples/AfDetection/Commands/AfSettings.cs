using DeepHealth.Samples.AfDetection.Models;

namespace DeepHealth.Samples.AfDetection.Commands;

/// <summary>Options of all verbs, with their defaults.</summary>
internal sealed record AfSettings
{
    /// <summary>A folder of the CinC 2017 challenge, or a file of prepared features; null for generated records.</summary>
    public string? Data { get; init; }

    /// <summary>Folder for results.</summary>
    public string Output { get; init; } = Path.Combine("out", "af-detection");

    /// <summary>Most records per class; 0 for as many as there are in a folder, or 200 generated ones.</summary>
    public int Records { get; init; }

    /// <summary>Noise of generated records as a multiple of that of the challenge's recordings.</summary>
    public double Noise { get; init; } = 0.3;

    /// <summary>Whether the larger class is undersampled.</summary>
    public bool IsBalanced { get; init; } = true;

    /// <summary>Models to train.</summary>
    public IReadOnlyList<ModelKind> Models { get; init; } = Enum.GetValues<ModelKind>();

    /// <summary>Folds of the cross-validation.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Seed of records, choice, folds and models.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads; no result depends on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Share of the variance that the principal components explain.</summary>
    public double Variance { get; init; } = 0.95;

    /// <summary>Neighbours that vote.</summary>
    public int Neighbors { get; init; } = 5;

    /// <summary>Trees of a forest.</summary>
    public int Trees { get; init; } = 40;

    /// <summary>Parts of the cascade.</summary>
    public int Parts { get; init; } = 4;

    /// <summary>Whether kernel, price and tolerance of the support vector machine are searched.</summary>
    public bool SearchGrid { get; init; }

    /// <summary>Institutions whose forests are merged.</summary>
    public int Institutions { get; init; } = 3;

    /// <summary>Size of the network.</summary>
    public NetworkSize Network { get; init; } = NetworkSize.Small;

    /// <summary>Passes over the records by the network.</summary>
    public int Epochs { get; init; } = 8;

    /// <summary>Records per step of the network.</summary>
    public int BatchSize { get; init; } = 8;
}

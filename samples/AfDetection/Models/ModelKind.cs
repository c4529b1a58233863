namespace DeepHealth.Samples.AfDetection.Models;

/// <summary>The models.</summary>
internal enum ModelKind
{
    /// <summary>Nearest neighbours.</summary>
    Knn,

    /// <summary>Support vector machine, fitted in a cascade.</summary>
    Csvm,

    /// <summary>Random forest.</summary>
    Rf,

    /// <summary>Convolutional network.</summary>
    Cnn,
}

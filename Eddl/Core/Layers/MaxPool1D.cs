namespace DeepHealth.Eddl;

/// <summary>Largest value of each window of signals: samples <c>[channels, length]</c>.</summary>
/// <param name="kernel">Cells of the window along every axis, at least 1.</param>
/// <param name="stride">Step of the window; the kernel size where null.</param>
/// <param name="padding">Cells added around the input, which never win; none where null.</param>
public sealed class MaxPool1D(int kernel, int? stride = null, Padding? padding = null)
    : Pooling(1, new PoolOptions([kernel], [stride ?? kernel], padding), average: false);

namespace DeepHealth.Eddl;

/// <summary>Largest value of each window of volumes: samples <c>[channels, depth, height, width]</c>.</summary>
/// <param name="kernel">Cells of the window along every axis, at least 1.</param>
/// <param name="stride">Step of the window; the kernel size where null.</param>
/// <param name="padding">Cells added around the input, which never win; none where null.</param>
public sealed class MaxPool3D(int kernel, int? stride = null, Padding? padding = null)
    : Pooling(3, new PoolOptions([kernel], [stride ?? kernel], padding), average: false);

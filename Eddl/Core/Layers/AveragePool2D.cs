namespace DeepHealth.Eddl;

/// <summary>Mean of each window of images: samples <c>[channels, height, width]</c>.</summary>
/// <param name="kernel">Cells of the window along every axis, at least 1.</param>
/// <param name="stride">Step of the window; the kernel size where null.</param>
/// <param name="padding">Cells added around the input; none where null.</param>
/// <param name="countPadding">Whether padding cells count as zeros in the mean.</param>
public sealed class AveragePool2D(int kernel, int? stride = null, Padding? padding = null, bool countPadding = false)
    : Pooling(2, new PoolOptions([kernel], [stride ?? kernel], padding, countPadding: countPadding), average: true);

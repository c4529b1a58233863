namespace DeepHealth.Eddl;

/// <summary>The machine that tells two classes apart.</summary>
/// <param name="First">Class of positive decisions.</param>
/// <param name="Second">Class of negative decisions.</param>
/// <param name="Support">Rows of the machine's support vectors.</param>
/// <param name="Coefficients">Signed multiplier of each.</param>
/// <param name="Bias">What is subtracted from the weighted sum.</param>
internal sealed record BinarySvm(int First, int Second, int[] Support, double[] Coefficients, double Bias);

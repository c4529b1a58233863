namespace DeepHealth.Signals.Tests.Spectra;

/// <summary>The second signal of make_processing_goldens.py.</summary>
internal static class Inputs
{
    public static double[] Second()
    {
        double[] x = Golden.Load("input");
        return [.. Enumerable.Range(0, x.Length).Select(i => (x[(i + x.Length - 7) % x.Length] * 0.5) + Math.Cos(Math.Pow(i, 1.5) / 40))];
    }
}

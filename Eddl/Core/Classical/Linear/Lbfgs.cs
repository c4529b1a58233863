namespace DeepHealth.Eddl;

/// <summary>Minimises smooth functions with limited memory.</summary>
/// <remarks>Liu and Nocedal, "On the Limited Memory BFGS Method for Large Scale Optimization", Mathematical Programming 45, 1989; the line search
/// bisects until the Wolfe conditions hold (Nocedal and Wright, "Numerical Optimization", 2006, equation 3.6).</remarks>
internal static class Lbfgs
{
    private const int Memory = 10;
    private const int MostSteps = 60;
    private const double Decrease = 1e-4;
    private const double Curvature = 0.9;

    /// <summary>Moves a point to a minimum.</summary>
    /// <param name="objective">Function to minimise.</param>
    /// <param name="point">Start, then result.</param>
    /// <param name="tolerance">Greatest entry of the gradient at the end.</param>
    /// <param name="maximumRounds">Most directions tried.</param>
    /// <returns>Whether the tolerance was reached.</returns>
    public static bool Minimize(IObjective objective, double[] point, double tolerance, int maximumRounds)
    {
        int n = point.Length;
        double[] gradient = new double[n];
        double[] direction = new double[n];
        double[] next = new double[n];
        double[] nextGradient = new double[n];
        List<(double[] Step, double[] Change, double Inverse)> pairs = [];
        double value = objective.Evaluate(point, gradient);
        for (int round = 0; round < maximumRounds; round++)
        {
            if (Greatest(gradient) <= tolerance)
            {
                return true;
            }

            Direct(pairs, gradient, direction);
            double slope = VectorLoops.Dot(gradient, direction);
            double length = pairs.Count == 0 ? 1 / Math.Sqrt(VectorLoops.Dot(gradient, gradient)) : 1;
            double low = 0;
            double high = double.PositiveInfinity;
            double nextValue = value;
            for (int step = 0; step < MostSteps; step++)
            {
                point.CopyTo(next, 0);
                VectorLoops.AddScaled(next, direction, length);
                nextValue = objective.Evaluate(next, nextGradient);
                if (!(nextValue <= value + (Decrease * length * slope)))
                {
                    high = length;
                }
                else if (VectorLoops.Dot(nextGradient, direction) < Curvature * slope)
                {
                    low = length;
                }
                else
                {
                    break;
                }

                length = double.IsInfinity(high) ? 2 * length : (low + high) / 2;
            }

            if (!(nextValue < value))
            {
                // No progress in double precision: this is the minimum that can be told apart.
                return false;
            }

            Remember(pairs, point, next, gradient, nextGradient);
            next.CopyTo(point, 0);
            nextGradient.CopyTo(gradient, 0);
            value = nextValue;
        }

        return Greatest(gradient) <= tolerance;
    }

    private static void Direct(List<(double[] Step, double[] Change, double Inverse)> pairs, double[] gradient, double[] direction)
    {
        double[] factors = new double[pairs.Count];
        for (int i = 0; i < direction.Length; i++)
        {
            direction[i] = -gradient[i];
        }

        for (int i = pairs.Count - 1; i >= 0; i--)
        {
            factors[i] = pairs[i].Inverse * VectorLoops.Dot(pairs[i].Step, direction);
            VectorLoops.AddScaled(direction, pairs[i].Change, -factors[i]);
        }

        if (pairs.Count > 0)
        {
            double[] change = pairs[^1].Change;
            double scale = 1 / (pairs[^1].Inverse * VectorLoops.Dot(change, change));
            for (int i = 0; i < direction.Length; i++)
            {
                direction[i] *= scale;
            }
        }

        for (int i = 0; i < pairs.Count; i++)
        {
            double back = pairs[i].Inverse * VectorLoops.Dot(pairs[i].Change, direction);
            VectorLoops.AddScaled(direction, pairs[i].Step, factors[i] - back);
        }
    }

    private static void Remember(List<(double[] Step, double[] Change, double Inverse)> pairs, double[] point, double[] next, double[] gradient, double[] nextGradient)
    {
        double[] step = (double[])next.Clone();
        double[] change = (double[])nextGradient.Clone();
        VectorLoops.AddScaled(step, point, -1);
        VectorLoops.AddScaled(change, gradient, -1);
        double curvature = VectorLoops.Dot(step, change);
        if (curvature > 0)
        {
            if (pairs.Count == Memory)
            {
                pairs.RemoveAt(0);
            }

            pairs.Add((step, change, 1 / curvature));
        }
    }

    private static double Greatest(double[] gradient) => gradient.Max(Math.Abs);
}

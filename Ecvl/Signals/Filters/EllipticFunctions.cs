namespace DeepHealth.Ecvl.Signals;

/// <summary>Elliptic integrals and functions for filter design. The parameter is <c>m = k²</c>; its complement <c>1 − m</c> is passed where it may be tiny.</summary>
/// <remarks>Abramowitz and Stegun, "Handbook of mathematical functions", 1964, chapters 16 and 17: arithmetic-geometric mean. Relative error below 1e-14.</remarks>
internal static class EllipticFunctions
{
    /// <summary>Complete integral of the first kind, <c>K(m) = π / (2 AGM(1, √(1 − m)))</c>.</summary>
    /// <param name="complement"><c>1 − m</c>, above 0.</param>
    public static double CompleteK(double complement)
    {
        double a = 1;
        double g = Math.Sqrt(complement);
        while (Math.Abs(a - g) > 1e-15 * a)
        {
            (a, g) = ((a + g) / 2, Math.Sqrt(a * g));
        }

        return Math.PI / (a + g);
    }

    /// <summary>The parameter m with <c>n K(1 − m) / K(m) = K(1 − m1) / K(m1)</c>, by nomes and theta functions.</summary>
    /// <returns>m and 1 − m, both without cancellation.</returns>
    public static (double M, double Complement) SolveDegree(int n, double m1)
    {
        double nome = Math.Exp(-Math.PI * CompleteK(m1) / CompleteK(1 - m1) / n);
        double theta2 = 0;
        double theta3 = 1;
        double theta4 = 1;
        for (int i = 0; i < 40; i++)
        {
            theta2 += Math.Pow(nome, i * (i + 1));
            double term = 2 * Math.Pow(nome, (i + 1) * (i + 1));
            theta3 += term;
            theta4 += int.IsEvenInteger(i) ? -term : term;
        }

        // k = θ2² / θ3² and k' = θ4² / θ3², where the full θ2 is 2 q^(1/4) times the sum.
        return (16 * nome * Math.Pow(theta2 / theta3, 4), Math.Pow(theta4 / theta3, 4));
    }

    /// <summary>The real z with <c>sc(z | 1 − m1) = w</c>: the incomplete integral of the first kind at the angle arctan w.</summary>
    public static double InverseSc(double w, double m1)
    {
        // F = sin R_F(cos², cos² + m1 sin², 1), divided by cos: w R_F(1, 1 + m1 w², 1 + w²). Carlson's duplication, 1979.
        double x = 1;
        double y = 1 + (m1 * w * w);
        double z = 1 + (w * w);
        while (true)
        {
            double mean = (x + y + z) / 3;
            double dx = 1 - (x / mean);
            double dy = 1 - (y / mean);
            double dz = -dx - dy;
            if (Math.Max(Math.Abs(dx), Math.Max(Math.Abs(dy), Math.Abs(dz))) < 1e-4)
            {
                double e2 = (dx * dy) - (dz * dz);
                double e3 = dx * dy * dz;
                return w * (1 - (e2 / 10) + (e3 / 14) + (e2 * e2 / 24) - (3 * e2 * e3 / 44)) / Math.Sqrt(mean);
            }

            double lambda = Math.Sqrt(x * y) + Math.Sqrt(y * z) + Math.Sqrt(z * x);
            (x, y, z) = ((x + lambda) / 4, (y + lambda) / 4, (z + lambda) / 4);
        }
    }

    /// <summary>Jacobi's functions sn, cn and dn of a real argument.</summary>
    /// <param name="u">The argument.</param>
    /// <param name="m">The parameter, 0 to 1.</param>
    /// <param name="complement"><c>1 − m</c>.</param>
    public static (double Sn, double Cn, double Dn) Jacobi(double u, double m, double complement)
    {
        const int Levels = 16;
        Span<double> means = stackalloc double[Levels + 1];
        Span<double> differences = stackalloc double[Levels + 1];
        (double a, double b) = (1, Math.Sqrt(complement));
        means[0] = 1;
        differences[0] = Math.Sqrt(m);
        int level = 0;
        while (level < Levels && Math.Abs(differences[level]) > 1e-16 * a)
        {
            double c = (a - b) / 2;
            (a, b) = ((a + b) / 2, Math.Sqrt(a * b));
            level++;
            means[level] = a;
            differences[level] = c;
        }

        double phi = Math.ScaleB(a * u, level);
        for (; level > 0; level--)
        {
            phi = (phi + Math.Asin(differences[level] / means[level] * Math.Sin(phi))) / 2;
        }

        (double sn, double cn) = Math.SinCos(phi);
        // dn² = 1 - m sn² = cn² + (1 - m) sn²: a sum of positive terms.
        return (sn, cn, Math.Sqrt((cn * cn) + (complement * sn * sn)));
    }
}

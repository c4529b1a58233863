namespace DeepHealth.Ecvl.Signals;

/// <summary>Smoothing and derivatives by a polynomial fitted to the samples around each sample.</summary>
/// <remarks>
/// Savitzky and Golay, "Smoothing and differentiation of data by simplified least squares procedures", 1964; weights from polynomials that are
/// orthogonal over the window (Gorry 1990), which keeps high orders accurate. Near the ends the polynomial of the first or last whole window
/// is continued: equal to <c>scipy.signal.savgol_filter</c> with its default mode. A NaN spreads over the windows that hold it.
/// </remarks>
public static class SavitzkyGolay
{
    /// <summary>Smooths a signal or takes a derivative of it.</summary>
    /// <param name="source">The signal, at least a window long.</param>
    /// <param name="windowLength">Samples of a window, odd.</param>
    /// <param name="order">Order of the polynomial, 0 to below <paramref name="windowLength"/>.</param>
    /// <param name="derivative">0 smooths, 1 gives the slope, and so on; above the order the result is 0.</param>
    /// <param name="rateHz">Sampling rate in Hz, the unit of derivatives: per second; default 1, per sample.</param>
    /// <exception cref="ArgumentException">A length, order or rate does not fit.</exception>
    public static double[] Apply(ReadOnlySpan<double> source, int windowLength, int order, int derivative = 0, double rateHz = 1)
    {
        int half = windowLength / 2;
        double[] weights = Weights(windowLength, order, half, derivative, rateHz);
        if (source.Length < windowLength)
        {
            throw new ArgumentException($"SavitzkyGolay: the signal has {source.Length} samples, a window {windowLength}; the signal must not be shorter.", nameof(source));
        }

        double[] result = new double[source.Length];
        for (int i = half; i < source.Length - half; i++)
        {
            result[i] = Dot(weights, source.Slice(i - half, windowLength));
        }

        for (int i = 0; i < half; i++)
        {
            result[i] = Dot(Weights(windowLength, order, i, derivative, rateHz), source[..windowLength]);
            double[] last = Weights(windowLength, order, windowLength - 1 - i, derivative, rateHz);
            result[^(i + 1)] = Dot(last, source[^windowLength..]);
        }

        return result;
    }

    /// <summary>Weights of the samples of a window for the value of the fitted polynomial at one of them.</summary>
    /// <param name="windowLength">Samples of a window, odd.</param>
    /// <param name="order">Order of the polynomial, 0 to below <paramref name="windowLength"/>.</param>
    /// <param name="position">The sample, 0 to <paramref name="windowLength"/> − 1.</param>
    /// <param name="derivative">0 for the value, 1 for the slope, and so on.</param>
    /// <param name="rateHz">Sampling rate in Hz; default 1.</param>
    /// <exception cref="ArgumentException">A length, order or rate does not fit.</exception>
    public static double[] Weights(int windowLength, int order, int position, int derivative = 0, double rateHz = 1)
    {
        Check(windowLength, order, position, derivative, rateHz);
        int half = windowLength / 2;
        // x runs from -1 to 1 over the window, so that high powers stay in range.
        double scale = 1.0 / Math.Max(1, half);
        double at = (position - half) * scale;
        // The polynomials over the window, p(j) and p(j - 1), and all their derivatives at the position.
        double[] current = new double[windowLength];
        double[] previous = new double[windowLength];
        double[] slopes = new double[derivative + 1];
        double[] previousSlopes = new double[derivative + 1];
        Array.Fill(current, 1);
        slopes[0] = 1;
        double previousNorm = 0;
        double[] weights = new double[windowLength];
        for (int j = 0; j <= order; j++)
        {
            double norm = Dot(current, current);
            for (int i = 0; i < windowLength; i++)
            {
                weights[i] += slopes[derivative] / norm * current[i];
            }

            // p(j + 1) = x p(j) - norm(j) / norm(j - 1) p(j - 1), as the window is symmetric about x = 0.
            double back = j == 0 ? 0 : norm / previousNorm;
            for (int i = 0; i < windowLength; i++)
            {
                (current[i], previous[i]) = (((i - half) * scale * current[i]) - (back * previous[i]), current[i]);
            }

            for (int d = derivative; d >= 0; d--)
            {
                double lower = d == 0 ? 0 : d * slopes[d - 1];
                (slopes[d], previousSlopes[d]) = ((at * slopes[d]) + lower - (back * previousSlopes[d]), slopes[d]);
            }

            previousNorm = norm;
        }

        double unit = Math.Pow(rateHz * scale, derivative);
        for (int i = 0; i < windowLength; i++)
        {
            weights[i] *= unit;
        }

        return weights;
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }

    private static void Check(int windowLength, int order, int position, int derivative, double rateHz)
    {
        if (windowLength < 1 || int.IsEvenInteger(windowLength) || order < 0 || order >= windowLength)
        {
            throw new ArgumentException($"SavitzkyGolay: the window has {windowLength} samples, the polynomial order {order}; the window must be odd and the order from 0 and smaller.", nameof(order));
        }

        if (position < 0 || position >= windowLength || derivative < 0 || !(rateHz > 0))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"SavitzkyGolay: position {position} of {windowLength}, derivative {derivative} at {rateHz} Hz; the position must lie in the window, the derivative not be negative and the rate be above 0."), nameof(position));
        }
    }
}

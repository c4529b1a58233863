namespace DeepHealth.Eddl;

public sealed partial class ReferenceKernels
{
    /// <inheritdoc/>
    public override void Lstm(
        Tensor x, Tensor weightInput, Tensor weightHidden, Tensor? bias, Tensor y, RecurrentTape? tape, RecurrentShape shape)
    {
        int units = shape.Units;
        double[] state = new double[units], cell = new double[units], a = new double[4 * units], product = new double[4 * units];
        for (int n = 0; n < shape.Batch; n++)
        {
            Array.Clear(state);
            Array.Clear(cell);
            for (int step = 0; step < shape.Steps; step++)
            {
                int at = (n * shape.Steps) + shape.TimeOf(step);
                Multiply(Row(x, at, shape.Features), weightInput, bias, a);
                Multiply(state, weightHidden, null, product);
                Keep(tape?.States, at, state);
                for (int u = 0; u < units; u++)
                {
                    (int f, int g, int o) = (units + u, (2 * units) + u, (3 * units) + u);
                    (a[u], a[f], a[o]) = (Logistic(a[u] + product[u]), Logistic(a[f] + product[f]), Logistic(a[o] + product[o]));
                    a[g] = Math.Tanh(a[g] + product[g]);
                    cell[u] = (a[f] * cell[u]) + (a[u] * a[g]);
                    state[u] = a[o] * Math.Tanh(cell[u]);
                }

                Keep(tape?.Gates, at, a);
                Keep(tape?.Memory, at, cell);
                Keep(y, shape.Sequences ? at : n, state);
            }
        }
    }

    /// <inheritdoc/>
    public override void LstmGradient(Tensor weightHidden, RecurrentTape tape, Tensor dy, Tensor dgates, RecurrentShape shape)
    {
        int units = shape.Units;
        double[] dstate = new double[units], dcell = new double[units], da = new double[4 * units];
        for (int n = 0; n < shape.Batch; n++)
        {
            Array.Clear(dstate);
            Array.Clear(dcell);
            for (int step = shape.Steps - 1; step >= 0; step--)
            {
                int at = (n * shape.Steps) + shape.TimeOf(step);
                AddOutputGradient(dstate, dy, n, step, shape);
                double[] a = Row(tape.Gates, at, 4 * units), cell = Row(tape.Memory, at, units);
                double[] previous = step == 0 ? new double[units] : Row(tape.Memory, (n * shape.Steps) + shape.TimeOf(step - 1), units);
                for (int u = 0; u < units; u++)
                {
                    (int f, int g, int o) = (units + u, (2 * units) + u, (3 * units) + u);
                    double bounded = Math.Tanh(cell[u]);
                    double dc = dcell[u] + (dstate[u] * a[o] * (1 - (bounded * bounded)));
                    da[u] = dc * a[g] * a[u] * (1 - a[u]);
                    da[f] = dc * previous[u] * a[f] * (1 - a[f]);
                    da[g] = dc * a[u] * (1 - (a[g] * a[g]));
                    da[o] = dstate[u] * bounded * a[o] * (1 - a[o]);
                    dcell[u] = dc * a[f];
                }

                Keep(dgates, at, da);
                MultiplyTransposed(da, weightHidden, dstate);
            }
        }
    }

    /// <inheritdoc/>
    public override void Gru(
        Tensor x, Tensor weightInput, Tensor weightHidden, Tensor? biasInput, Tensor? biasHidden, Tensor y, RecurrentTape? tape, RecurrentShape shape)
    {
        int units = shape.Units;
        double[] state = new double[units], a = new double[3 * units], q = new double[3 * units];
        for (int n = 0; n < shape.Batch; n++)
        {
            Array.Clear(state);
            for (int step = 0; step < shape.Steps; step++)
            {
                int at = (n * shape.Steps) + shape.TimeOf(step);
                Multiply(Row(x, at, shape.Features), weightInput, biasInput, a);
                Multiply(state, weightHidden, biasHidden, q);
                Keep(tape?.States, at, state);
                for (int u = 0; u < units; u++)
                {
                    (int z, int c) = (units + u, (2 * units) + u);
                    (a[u], a[z]) = (Logistic(a[u] + q[u]), Logistic(a[z] + q[z]));
                    a[c] = Math.Tanh(a[c] + (a[u] * q[c]));
                    state[u] = ((1 - a[z]) * a[c]) + (a[z] * state[u]);
                }

                Keep(tape?.Gates, at, a);
                Keep(tape?.Memory, at, q.AsSpan(2 * units));
                Keep(y, shape.Sequences ? at : n, state);
            }
        }
    }

    /// <inheritdoc/>
    public override void GruGradient(Tensor weightHidden, RecurrentTape tape, Tensor dy, Tensor dgates, Tensor drecurrent, RecurrentShape shape)
    {
        int units = shape.Units;
        double[] dstate = new double[units], direct = new double[units], da = new double[3 * units], dq = new double[3 * units];
        for (int n = 0; n < shape.Batch; n++)
        {
            Array.Clear(dstate);
            for (int step = shape.Steps - 1; step >= 0; step--)
            {
                int at = (n * shape.Steps) + shape.TimeOf(step);
                AddOutputGradient(dstate, dy, n, step, shape);
                double[] a = Row(tape.Gates, at, 3 * units), memory = Row(tape.Memory, at, units), previous = Row(tape.States, at, units);
                for (int u = 0; u < units; u++)
                {
                    (int z, int c) = (units + u, (2 * units) + u);
                    da[c] = dstate[u] * (1 - a[z]) * (1 - (a[c] * a[c]));
                    da[u] = da[c] * memory[u] * a[u] * (1 - a[u]);
                    da[z] = dstate[u] * (previous[u] - a[c]) * a[z] * (1 - a[z]);
                    (dq[u], dq[z], dq[c]) = (da[u], da[z], da[c] * a[u]);
                    direct[u] = a[z] * dstate[u];
                }

                Keep(dgates, at, da);
                Keep(drecurrent, at, dq);
                MultiplyTransposed(dq, weightHidden, dstate);
                for (int u = 0; u < units; u++)
                {
                    dstate[u] += direct[u];
                }
            }
        }
    }

    private static void AddOutputGradient(double[] dstate, Tensor dy, int n, int step, RecurrentShape shape)
    {
        if (!shape.Sequences && step < shape.Steps - 1)
        {
            return;
        }

        double[] row = Row(dy, shape.Sequences ? (n * shape.Steps) + shape.TimeOf(step) : n, shape.Units);
        for (int u = 0; u < shape.Units; u++)
        {
            dstate[u] += row[u];
        }
    }

    /// <summary><c>sums = values · weight + bias</c>.</summary>
    private static void Multiply(double[] values, Tensor weight, Tensor? bias, double[] sums)
    {
        ReadOnlySpan<float> w = weight.Floats();
        for (int column = 0; column < sums.Length; column++)
        {
            double sum = bias is null ? 0 : bias.Floats()[column];
            for (int k = 0; k < values.Length; k++)
            {
                sum += values[k] * w[(k * sums.Length) + column];
            }

            sums[column] = sum;
        }
    }

    /// <summary><c>sums = values · weightᵀ</c>.</summary>
    private static void MultiplyTransposed(double[] values, Tensor weight, double[] sums)
    {
        ReadOnlySpan<float> w = weight.Floats();
        for (int row = 0; row < sums.Length; row++)
        {
            sums[row] = 0;
            for (int k = 0; k < values.Length; k++)
            {
                sums[row] += values[k] * w[(row * values.Length) + k];
            }
        }
    }

    private static double[] Row(Tensor x, int row, int columns)
    {
        double[] values = new double[columns];
        for (int column = 0; column < columns; column++)
        {
            values[column] = x.Floats()[(row * columns) + column];
        }

        return values;
    }

    /// <summary>Stores a row where there is a tensor for it.</summary>
    private static void Keep(Tensor? y, int row, ReadOnlySpan<double> values)
    {
        if (y is not null)
        {
            Store(y.Floats().Slice(row * values.Length, values.Length), values, accumulate: false);
        }
    }

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
}

namespace DeepHealth.Eddl;

public sealed partial class ReferenceKernels
{
    /// <inheritdoc/>
    public override void LstmCell(Tensor gates, Tensor? bias, Tensor? previousCell, Tensor cell, Tensor hidden)
    {
        Span<float> a = gates.Floats();
        int units = gates.Shape[1] / 4;
        for (int at = 0; at < cell.Count; at++)
        {
            int u = at % units;
            int row = at / units * 4 * units;
            double input = Logistic(a[row + u] + At(bias, u));
            double forget = Logistic(a[row + units + u] + At(bias, units + u));
            double candidate = Math.Tanh(a[row + (2 * units) + u] + At(bias, (2 * units) + u));
            double output = Logistic(a[row + (3 * units) + u] + At(bias, (3 * units) + u));
            double state = (forget * At(previousCell, at)) + (input * candidate);
            (a[row + u], a[row + units + u]) = ((float)input, (float)forget);
            (a[row + (2 * units) + u], a[row + (3 * units) + u]) = ((float)candidate, (float)output);
            cell.Floats()[at] = (float)state;
            hidden.Floats()[at] = (float)(output * Math.Tanh(state));
        }
    }

    /// <inheritdoc/>
    public override void LstmCellGradient(Tensor gates, Tensor? previousCell, Tensor cell, Tensor dhidden, Tensor dcell, Tensor dgates)
    {
        Span<float> da = dgates.Floats();
        int units = gates.Shape[1] / 4;
        for (int at = 0; at < cell.Count; at++)
        {
            int u = at % units;
            int row = at / units * 4 * units;
            double input = At(gates, row + u);
            double forget = At(gates, row + units + u);
            double candidate = At(gates, row + (2 * units) + u);
            double output = At(gates, row + (3 * units) + u);
            double bounded = Math.Tanh(At(cell, at));
            double dh = At(dhidden, at);
            double dc = At(dcell, at) + (dh * output * (1 - (bounded * bounded)));
            da[row + u] = (float)(dc * candidate * input * (1 - input));
            da[row + units + u] = (float)(dc * At(previousCell, at) * forget * (1 - forget));
            da[row + (2 * units) + u] = (float)(dc * input * (1 - (candidate * candidate)));
            da[row + (3 * units) + u] = (float)(dh * bounded * output * (1 - output));
            dcell.Floats()[at] = (float)(dc * forget);
        }
    }

    /// <inheritdoc/>
    public override void GruCell(Tensor gates, Tensor recurrent, Tensor? biasInput, Tensor? biasHidden, Tensor? previousHidden, Tensor hidden)
    {
        Span<float> a = gates.Floats();
        Span<float> q = recurrent.Floats();
        int units = gates.Shape[1] / 3;
        for (int at = 0; at < hidden.Count; at++)
        {
            int u = at % units;
            int row = at / units * 3 * units;
            (int second, int third) = (units + u, (2 * units) + u);
            double reset = Logistic(a[row + u] + At(biasInput, u) + q[row + u] + At(biasHidden, u));
            double update = Logistic(a[row + second] + At(biasInput, second) + q[row + second] + At(biasHidden, second));
            double memory = q[row + third] + At(biasHidden, third);
            double candidate = Math.Tanh(a[row + third] + At(biasInput, third) + (reset * memory));
            (a[row + u], a[row + second], a[row + third]) = ((float)reset, (float)update, (float)candidate);
            q[row + third] = (float)memory;
            hidden.Floats()[at] = (float)(((1 - update) * candidate) + (update * At(previousHidden, at)));
        }
    }

    /// <inheritdoc/>
    public override void GruCellGradient(
        Tensor gates, Tensor recurrent, Tensor? previousHidden, Tensor dhidden, Tensor dgates, Tensor drecurrent, Tensor? dprevious)
    {
        Span<float> da = dgates.Floats();
        Span<float> dq = drecurrent.Floats();
        int units = gates.Shape[1] / 3;
        for (int at = 0; at < dhidden.Count; at++)
        {
            int u = at % units;
            int row = at / units * 3 * units;
            (int second, int third) = (row + units + u, row + (2 * units) + u);
            double reset = At(gates, row + u);
            double update = At(gates, second);
            double candidate = At(gates, third);
            double dh = At(dhidden, at);
            double dcandidate = dh * (1 - update) * (1 - (candidate * candidate));
            double dreset = dcandidate * At(recurrent, third) * reset * (1 - reset);
            double dupdate = dh * (At(previousHidden, at) - candidate) * update * (1 - update);
            (da[row + u], da[second], da[third]) = ((float)dreset, (float)dupdate, (float)dcandidate);
            (dq[row + u], dq[second], dq[third]) = ((float)dreset, (float)dupdate, (float)(dcandidate * reset));
            if (dprevious is not null)
            {
                Store(ref dprevious.Floats()[at], update * dh, accumulate: true);
            }
        }
    }

    /// <summary>One element; 0 of a missing tensor.</summary>
    private static double At(Tensor? tensor, int index) => tensor is null ? 0 : tensor.Floats()[index];

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
}

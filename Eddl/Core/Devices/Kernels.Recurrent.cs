namespace DeepHealth.Eddl;

public abstract partial class Kernels
{
    // Recurrent layers in one direction, from a state of zeros; σ is the logistic function, h' and c' are those of the step before. Every tensor of
    // a time axis has the order [N, T, …], also where the last time is computed first. Gradients of weights are products over all steps: separate calls.

    /// <summary>Long short-term memory: with the sums <c>a = x·W + h'·U + b</c>, <c>i = σ(a_i)</c>, <c>f = σ(a_f)</c>, <c>g = tanh(a_g)</c>,
    /// <c>o = σ(a_o)</c>, <c>c = f·c' + i·g</c>, <c>h = o·tanh(c)</c>.</summary>
    /// <param name="x"><c>[N, T, F]</c>.</param>
    /// <param name="weightInput">W, <c>[F, 4H]</c>, gates in the order i, f, g, o.</param>
    /// <param name="weightHidden">U, <c>[H, 4H]</c>.</param>
    /// <param name="bias">b, <c>[4H]</c>; or null.</param>
    /// <param name="y">Written: h of every step, <c>[N, T, H]</c>, or of the last one, <c>[N, H]</c>.</param>
    /// <param name="tape">Written: what the gradient needs; null where none is wanted.</param>
    /// <param name="shape">Sizes.</param>
    public abstract void Lstm(
        Tensor x, Tensor weightInput, Tensor weightHidden, Tensor? bias, Tensor y, RecurrentTape? tape, RecurrentShape shape);

    /// <summary>Gradient of <see cref="Lstm"/> by its sums.</summary>
    /// <param name="weightHidden">U.</param>
    /// <param name="tape">As <see cref="Lstm"/> left it.</param>
    /// <param name="dy">Gradient of y.</param>
    /// <param name="dgates">Written: gradient of a, <c>[N, T, 4H]</c>.</param>
    /// <param name="shape">Sizes.</param>
    public abstract void LstmGradient(Tensor weightHidden, RecurrentTape tape, Tensor dy, Tensor dgates, RecurrentShape shape);

    /// <summary>Gated recurrent units: with the sums <c>a = x·W + b</c> and <c>q = h'·U + d</c>, <c>r = σ(a_r + q_r)</c>, <c>z = σ(a_z + q_z)</c>,
    /// <c>n = tanh(a_n + r·q_n)</c>, <c>h = (1 − z)·n + z·h'</c>.</summary>
    /// <param name="x"><c>[N, T, F]</c>.</param>
    /// <param name="weightInput">W, <c>[F, 3H]</c>, gates in the order r, z, n.</param>
    /// <param name="weightHidden">U, <c>[H, 3H]</c>.</param>
    /// <param name="biasInput">b, <c>[3H]</c>; or null.</param>
    /// <param name="biasHidden">d, <c>[3H]</c>; or null.</param>
    /// <param name="y">Written: h of every step, <c>[N, T, H]</c>, or of the last one, <c>[N, H]</c>.</param>
    /// <param name="tape">Written: what the gradient needs; null where none is wanted.</param>
    /// <param name="shape">Sizes.</param>
    public abstract void Gru(
        Tensor x, Tensor weightInput, Tensor weightHidden, Tensor? biasInput, Tensor? biasHidden, Tensor y, RecurrentTape? tape, RecurrentShape shape);

    /// <summary>Gradient of <see cref="Gru"/> by its sums.</summary>
    /// <param name="weightHidden">U.</param>
    /// <param name="tape">As <see cref="Gru"/> left it.</param>
    /// <param name="dy">Gradient of y.</param>
    /// <param name="dgates">Written: gradient of a, <c>[N, T, 3H]</c>.</param>
    /// <param name="drecurrent">Written: gradient of q, <c>[N, T, 3H]</c>.</param>
    /// <param name="shape">Sizes.</param>
    public abstract void GruGradient(Tensor weightHidden, RecurrentTape tape, Tensor dy, Tensor dgates, Tensor drecurrent, RecurrentShape shape);
}

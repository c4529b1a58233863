namespace DeepHealth.Eddl;

public abstract partial class Kernels
{
    // Recurrent cells. One time step of N sequences with H units; σ is the logistic function. Their matrix products are separate calls.

    /// <summary>Long short-term memory: with the sums a, <c>i = σ(a_i)</c>, <c>f = σ(a_f)</c>, <c>g = tanh(a_g)</c>, <c>o = σ(a_o)</c>,
    /// <c>c = f·c' + i·g</c>, <c>h = o·tanh(c)</c>.</summary>
    /// <param name="gates"><c>[N, 4H]</c> in the order i, f, g, o: sums without bias on entry, activations on return.</param>
    /// <param name="bias"><c>[4H]</c>, added to the sums; or null.</param>
    /// <param name="previousCell">c', <c>[N, H]</c>; null for zeros.</param>
    /// <param name="cell">Written: c, <c>[N, H]</c>.</param>
    /// <param name="hidden">Written: h, <c>[N, H]</c>.</param>
    public abstract void LstmCell(Tensor gates, Tensor? bias, Tensor? previousCell, Tensor cell, Tensor hidden);

    /// <summary>Gradient of <see cref="LstmCell"/>.</summary>
    /// <param name="gates">Activations, as <see cref="LstmCell"/> left them.</param>
    /// <param name="previousCell">c'; null for zeros.</param>
    /// <param name="cell">c.</param>
    /// <param name="dhidden">Gradient of h.</param>
    /// <param name="dcell">Gradient of c by later steps on entry, gradient of c' on return.</param>
    /// <param name="dgates">Written: gradient of the sums, <c>[N, 4H]</c>.</param>
    public abstract void LstmCellGradient(Tensor gates, Tensor? previousCell, Tensor cell, Tensor dhidden, Tensor dcell, Tensor dgates);

    /// <summary>Gated recurrent unit: with the sums a over the input and q over h', <c>r = σ(a_r + q_r)</c>, <c>z = σ(a_z + q_z)</c>,
    /// <c>n = tanh(a_n + r·q_n)</c>, <c>h = (1 − z)·n + z·h'</c>.</summary>
    /// <param name="gates">a, <c>[N, 3H]</c> in the order r, z, n: sums without bias on entry, activations on return.</param>
    /// <param name="recurrent">q, <c>[N, 3H]</c>: sums without bias on entry; on return q_n has its bias, the rest is as it was.</param>
    /// <param name="biasInput"><c>[3H]</c>, added to a; or null.</param>
    /// <param name="biasHidden"><c>[3H]</c>, added to q; or null.</param>
    /// <param name="previousHidden">h', <c>[N, H]</c>; null for zeros.</param>
    /// <param name="hidden">Written: h, <c>[N, H]</c>.</param>
    public abstract void GruCell(Tensor gates, Tensor recurrent, Tensor? biasInput, Tensor? biasHidden, Tensor? previousHidden, Tensor hidden);

    /// <summary>Gradient of <see cref="GruCell"/>.</summary>
    /// <param name="gates">Activations, as <see cref="GruCell"/> left them.</param>
    /// <param name="recurrent">q, as <see cref="GruCell"/> left it.</param>
    /// <param name="previousHidden">h'; null for zeros.</param>
    /// <param name="dhidden">Gradient of h.</param>
    /// <param name="dgates">Written: gradient of a.</param>
    /// <param name="drecurrent">Written: gradient of q.</param>
    /// <param name="dprevious">Gradient of h': <c>z·dh</c> is added, without what comes through q; or null.</param>
    public abstract void GruCellGradient(
        Tensor gates, Tensor recurrent, Tensor? previousHidden, Tensor dhidden, Tensor dgates, Tensor drecurrent, Tensor? dprevious);
}

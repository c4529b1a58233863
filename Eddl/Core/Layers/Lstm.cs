namespace DeepHealth.Eddl;

/// <summary>Long short-term memory: samples <c>[T, features]</c> become <c>[units]</c>, the state after the last step, or <c>[T, units]</c>.</summary>
/// <remarks>Formulas and weights as <see cref="Functional.Lstm"/>; parameters <c>weightInput [features, 4·units]</c>,
/// <c>weightHidden [units, 4·units]</c>, <c>bias [4·units]</c>, gates in the order i, f, g, o. Both directions: the reverse one has parameters with
/// the suffix <c>Reverse</c>, and its values follow those of the forward one on the last axis; the state after its last step is that at the
/// start of the sequence. Initial values are uniform on ±1/√units. The number of steps may change from batch to batch.</remarks>
/// <param name="units">Cells per direction, at least 1.</param>
/// <param name="returnSequences">Whether the state after every step is returned.</param>
/// <param name="bidirectional">Whether a second set of cells runs from the end to the start.</param>
/// <param name="bias">Whether a bias is added.</param>
/// <param name="forgetBias">Added to the initial bias of the forget gate; 1 helps to remember over long times (Jozefowicz et al., ICML 2015).</param>
public sealed class Lstm(int units, bool returnSequences = false, bool bidirectional = false, bool bias = true, float forgetBias = 0)
    : Recurrent(units, returnSequences, bidirectional)
{
    private protected override Parameter[] AddParameters(BuildContext context, int features, int units, string suffix)
    {
        Parameter input = context.Add("weightInput" + suffix, [features, 4 * units], Uniform, fans: FansOf(units));
        Parameter hidden = context.Add("weightHidden" + suffix, [units, 4 * units], Uniform, fans: FansOf(units));
        Initializer initializer = new ShiftedInitializer(Uniform, units, units, forgetBias);
        return bias ? [input, hidden, context.Add("bias" + suffix, [4 * units], initializer, ParameterKind.Bias, FansOf(units))] : [input, hidden];
    }

    private protected override Tensor Run(Tensor x, Parameter[] parameters, bool returnSequences, bool reversed)
        => Functional.Lstm(x, parameters[0].Value, parameters[1].Value, bias ? parameters[2].Value : null, returnSequences, reversed);
}

namespace DeepHealth.Eddl;

/// <summary>Gated recurrent units: samples <c>[T, features]</c> become <c>[units]</c>, the state after the last step, or <c>[T, units]</c>.</summary>
/// <remarks>Formulas and weights as <see cref="Functional.Gru"/>; parameters <c>weightInput [features, 3·units]</c>,
/// <c>weightHidden [units, 3·units]</c>, <c>biasInput</c> and <c>biasHidden [3·units]</c>, gates in the order r, z, n. Both directions: the reverse
/// one has parameters with the suffix <c>Reverse</c>, and its values follow those of the forward one on the last axis; the state after its last
/// step is that at the start of the sequence. Initial values are uniform on ±1/√units. The number of steps may change from batch to batch.</remarks>
/// <param name="units">Cells per direction, at least 1.</param>
/// <param name="returnSequences">Whether the state after every step is returned.</param>
/// <param name="bidirectional">Whether a second set of cells runs from the end to the start.</param>
/// <param name="bias">Whether biases are added.</param>
public sealed class Gru(int units, bool returnSequences = false, bool bidirectional = false, bool bias = true)
    : Recurrent(units, returnSequences, bidirectional)
{
    private protected override Parameter[] AddParameters(BuildContext context, int features, int units, string suffix)
    {
        Parameter input = context.Add("weightInput" + suffix, [features, 3 * units], Uniform, fans: FansOf(units));
        Parameter hidden = context.Add("weightHidden" + suffix, [units, 3 * units], Uniform, fans: FansOf(units));
        return bias ? [input, hidden, Bias("biasInput"), Bias("biasHidden")] : [input, hidden];

        Parameter Bias(string name) => context.Add(name + suffix, [3 * units], Uniform, ParameterKind.Bias, FansOf(units));
    }

    private protected override Tensor Run(Tensor x, Parameter[] parameters, bool returnSequences, bool reversed) => Functional.Gru(
        x, parameters[0].Value, parameters[1].Value, bias ? parameters[2].Value : null, bias ? parameters[3].Value : null, returnSequences, reversed);
}

namespace DeepHealth.Eddl.Tests;

/// <summary>One row of the gradient table: a public member and how it is called.</summary>
/// <param name="Member">The member as <see cref="GradientCoverageTests"/> writes it.</param>
/// <param name="Detail">What tells this row from others of the member.</param>
/// <param name="Apply">The call; all operands are differentiated. It may be called again and then gives the same values.</param>
/// <param name="Inputs">The operands.</param>
internal sealed record GradientCase(string Member, string Detail, Func<Tensor[], Tensor> Apply, params GradientInput[] Inputs)
{
    public string Name => Detail.Length == 0 ? Member : $"{Member} {Detail}";
}

using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Packs and transforms the weights of a <see cref="WinogradPlan"/>: one part is one panel.</summary>
/// <param name="sizes">Panels.</param>
/// <param name="pack">What packs one panel, taps in the order of the source.</param>
/// <param name="transformed">Written: panels as <c>[point, term, column]</c>.</param>
internal readonly unsafe struct WinogradWeightJob(PanelSizes sizes, WeightPackJob pack, float* transformed) : IRegisterJob
{
    private readonly PanelSizes _sizes = sizes;
    private readonly WeightPackJob _pack = pack;
    private readonly float* _transformed = transformed;

    /// <inheritdoc/>
    public void Execute(int part) => RegisterJob.Execute(this, part);

    /// <inheritdoc/>
    public void Compute<TRegister, TVector>(int part)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
    {
        nint count = (nint)_sizes.Terms * _sizes.RegistersOf(part) * TRegister.Width;
        float* packed = Workspace.Take(WorkspaceSlot.Panel, WinogradPlan.Taps * count);
        _pack.PackPanel<TRegister, TVector>(part, packed);
        WinogradTransform<TRegister, TVector>.Weights(packed, count, _transformed + _sizes.Start(part, WinogradPlan.Points));
    }
}

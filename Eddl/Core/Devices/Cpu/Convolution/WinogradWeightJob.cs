using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Packs and transforms the weights of a <see cref="WinogradPlan"/>: one part is one panel.</summary>
/// <param name="sizes">Panels.</param>
/// <param name="pack">What packs one panel, taps in the order of the source.</param>
/// <param name="transformed">Written: panels as <c>[point, term, column]</c>.</param>
internal readonly unsafe struct WinogradWeightJob(PanelSizes sizes, WeightPackJob pack, float* transformed) : IParallelJob
{
    private const int Taps = 9;

    private readonly PanelSizes _sizes = sizes;
    private readonly WeightPackJob _pack = pack;
    private readonly float* _transformed = transformed;

    /// <inheritdoc/>
    public void Execute(int part)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Transform<Register512, Vector512<float>>(part);
        }
        else if (Fma.IsSupported)
        {
            Transform<Register256, Vector256<float>>(part);
        }
        else if (AdvSimd.IsSupported)
        {
            Transform<Register128, Vector128<float>>(part);
        }
        else
        {
            Transform<Register32, float>(part);
        }
    }

    private void Transform<TRegister, TVector>(int panel)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct
    {
        nint count = (nint)_sizes.Terms * _sizes.RegistersOf(panel) * TRegister.Width;
        float* packed = Workspace.Take(WorkspaceSlot.Panel, Taps * count);
        _pack.PackPanel<TRegister, TVector>(panel, packed);
        WinogradTransform<TRegister, TVector>.Weights(packed, count, _transformed + _sizes.Start(panel, WinogradPlan.Points));
    }
}

using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>What a captured step was captured for.</summary>
internal readonly record struct PlanKey(Shape Input, DType InputType, Shape Target, DType TargetType, bool Training, bool WithTarget)
{
    public static PlanKey Of(Batch batch, bool training, bool withTarget)
        => new(batch.Input.Shape, batch.Input.Type, batch.Target.Shape, batch.Target.Type, training, withTarget);
}

using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

public sealed partial class Model
{
    /// <summary>Loss over the batches of a loader; the metrics hold their values afterwards.</summary>
    private double Evaluate(BatchLoader loader)
    {
        foreach (Metric metric in _metrics)
        {
            metric.Reset();
        }

        double total = 0;
        long samples = 0;
        loader.Begin(0);
        while (loader.Next() is { } batch)
        {
            using MemoryScope? scope = EagerScope();
            StepPlan plan = Run(batch, training: false, withTarget: true);
            total += (double)plan.Loss!.Floats()[0] * batch.Count;
            samples += batch.Count;
            foreach (Metric metric in _metrics)
            {
                metric.Update(plan.Scores(), plan.Batch.Target);
            }
        }

        return total / samples;
    }

    private Tensor Infer(Tensor input, Func<StepPlan, Tensor> choose)
    {
        ArgumentNullException.ThrowIfNull(input);
        using MemoryScope? scope = EagerScope();
        _noTarget ??= MemoryScope.Keep(Tensor.Zeros([0], DType.Float32, Device));
        StepPlan plan = Run(new Batch(input, _noTarget), training: false, withTarget: false);
        using (Gradients.Off())
        {
            Tensor result = choose(plan).Clone();
            return scope is null ? result : MemoryScope.Keep(result);
        }
    }

    private StepPlan Run(Batch batch, bool training, bool withTarget)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Check(batch);
        PlanKey key = PlanKey.Of(batch, training, withTarget);
        if (CaptureSteps && _plans.TryGetValue(key, out StepPlan? known))
        {
            known.Replay(batch, Parameters);
            return known;
        }

        if (Network.IsTraining != training)
        {
            Network.SetTraining(training);
        }

        if (!CaptureSteps)
        {
            return StepPlan.RunEagerly(Network, Loss, batch, withTarget, Parameters);
        }

        // The plan lives as long as the model, also where the caller has a memory scope per step.
        using MemoryScope kept = MemoryScope.Keeping();
        StepPlan plan = StepPlan.Capture(Network, Loss, batch, withTarget, Passes);
        plan.Replay(batch, Parameters);
        _plans.Add(key, plan);
        return plan;
    }

    private void Check(Batch batch)
    {
        CheckSamples(Network, batch.Input);
        if (!ReferenceEquals(batch.Input.Device, Device) || !ReferenceEquals(batch.Target.Device, Device))
        {
            throw new DeviceException($"Model: the batch lies on {batch.Input.Device} and {batch.Target.Device}, the model on {Device}.");
        }
    }

    /// <summary>Requires samples of the shape for which a network was built.</summary>
    internal static void CheckSamples(Module network, Tensor input)
    {
        if (input.Rank < 1 || !input.Shape.Sizes[1..].SequenceEqual(network.InputShape.Sizes))
        {
            throw new ShapeException($"Model: samples of {input.Shape} do not have the shape {network.InputShape} for which the model was built.");
        }
    }

    private float Update(StepPlan plan)
    {
        float loss = plan.Loss!.Floats()[0];
        if (!float.IsFinite(loss))
        {
            throw new TrainingException(
                FormattableString.Invariant(
                    $"Fit: the loss became {loss} at step {Optimizer.StepCount + 1} with learning rate {Optimizer.LearningRate}; lower the rate, clip the gradients, or look for NaN in the data."));
        }

        Optimizer.Step();
        Parameters.Clock.Step++;
        return loss;
    }

    /// <summary>Takes back the memory of a step that is not captured; null while steps are captured.</summary>
    private MemoryScope? EagerScope() => CaptureSteps ? null : new MemoryScope();
}

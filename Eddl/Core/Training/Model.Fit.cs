using System.Diagnostics;

namespace DeepHealth.Eddl;

public sealed partial class Model
{
    /// <summary>Trains the model.</summary>
    /// <param name="data">Samples with targets.</param>
    /// <param name="options">Settings; defaults where null.</param>
    /// <returns>What each epoch gave, those before a resume included.</returns>
    /// <exception cref="TrainingException">The loss became NaN or infinite.</exception>
    /// <exception cref="DataException">A sample could not be read.</exception>
    /// <exception cref="SafeTensorsException">The checkpoint to resume from is damaged or belongs to a run with another network or other settings.</exception>
    public History Fit(Dataset data, FitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= new FitOptions();
        options.Validate();
        Dataset training = data;
        Dataset? validation = options.Validation;
        if (validation is null && options.ValidationSplit > 0)
        {
            (training, validation) = Subset.Split(data, options.ValidationSplit, Seed);
        }

        History history = options.Resume && File.Exists(options.Checkpoint) ? LoadCheckpoint(options.Checkpoint, options.BatchSize, training.Count) : new History([]);
        TrainingContext context = new(this, history, options);
        foreach (Callback callback in options.Callbacks)
        {
            callback.OnStart(context);
        }

        using BatchLoader loader = new(training, options.BatchSize, Seed, options.Shuffle, training: true, options.Prefetch, Device, options.DropLast);
        using BatchLoader? validator = validation is null ? null : new(validation, options.BatchSize, Seed, prefetch: options.Prefetch, device: Device);
        using TrainingProgress? progress = options.Progress is null ? null : new(options.Progress, options.Epochs, loader.BatchCount);
        for (int epoch = history.Epochs.Count; epoch < options.Epochs && !context.StopRequested; epoch++)
        {
            history.Add(RunEpoch(epoch, loader, validator, progress));
            foreach (Callback callback in options.Callbacks)
            {
                callback.OnEpochEnd(context);
            }

            if (options.Checkpoint is not null)
            {
                SaveCheckpoint(options.Checkpoint, history, options.BatchSize, training.Count);
            }
        }

        if (context.StopReason is not null)
        {
            progress?.WriteLine($"stopped after epoch {history.Epochs.Count}: {context.StopReason}");
        }

        return history;
    }

    private EpochRecord RunEpoch(int epoch, BatchLoader loader, BatchLoader? validator, TrainingProgress? progress)
    {
        long start = Stopwatch.GetTimestamp();
        Dictionary<string, double> values = [];
        (string Name, double Value)[] shown = new (string, double)[1 + _metrics.Length];
        foreach (Metric metric in _metrics)
        {
            metric.Reset();
        }

        double rate = Optimizer.LearningRate;
        double total = 0;
        long samples = 0;
        int step = 0;
        loader.Begin(epoch);
        while (loader.Next() is { } batch)
        {
            using MemoryScope? scope = EagerScope();
            rate = Optimizer.LearningRate;
            StepPlan plan = Run(batch, training: true, withTarget: true);
            total += (double)Update(plan) * batch.Count;
            samples += batch.Count;
            step++;
            foreach (Metric metric in _metrics)
            {
                metric.Update(plan.Scores(), plan.Batch.Target);
            }

            if (progress is not null)
            {
                // Costly metrics are evaluated at the end of the epoch only.
                shown[0] = ("loss", total / samples);
                progress.Report(epoch + 1, step, batch.Count, shown.AsSpan(0, 1));
            }
        }

        values["loss"] = total / samples;
        foreach (Metric metric in _metrics)
        {
            values[metric.Name] = metric.Value;
        }

        if (validator is not null)
        {
            values["val_loss"] = Evaluate(validator);
            foreach (Metric metric in _metrics)
            {
                values["val_" + metric.Name] = metric.Value;
            }
        }

        progress?.EndEpoch(epoch + 1, [.. values.Select(pair => (pair.Key, pair.Value))]);
        return new EpochRecord(epoch + 1, values, rate, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }
}

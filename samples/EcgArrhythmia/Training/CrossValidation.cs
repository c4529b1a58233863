using DeepHealth.Ecvl.Learning;
using DeepHealth.Eddl;
using DeepHealth.Samples.EcgArrhythmia.Data;

namespace DeepHealth.Samples.EcgArrhythmia.Training;

/// <summary>Judges a way of training: each record is scored by a model that has not seen its subject.</summary>
internal static class CrossValidation
{
    /// <summary>Trains one model per fold and scores the records held out.</summary>
    /// <param name="source">Records.</param>
    /// <param name="settings">Options; the number of folds among them.</param>
    /// <param name="device">Device that computes.</param>
    /// <param name="output">Where a line per fold goes.</param>
    /// <exception cref="UsageException">There are fewer subjects than folds.</exception>
    /// <returns>Scores of all records, in their order.</returns>
    public static RhythmScore Run(EcgSource source, TrainSettings settings, Device device, TextWriter output)
    {
        int classes = source.Settings.Classes.Count;
        int subjects = source.Records.DistinctBy(record => record.Subject).Count();
        if (settings.Folds > subjects)
        {
            string advice = subjects < 2 ? "a cross-validation needs at least 2 subjects" : $"choose --folds from 2 to {subjects}, or more data";
            throw new UsageException($"{source.Name} has records of {subjects} subject{(subjects == 1 ? "" : "s")}, too few for {settings.Folds} folds; {advice}.");
        }

        int[] foldOf = Folds.Assign(source.Records, settings.Folds, settings.Seed);
        Tensor scores = Tensor.Zeros([source.Records.Count, classes]);
        for (int fold = 0; fold < settings.Folds; fold++)
        {
            int[] held = [.. Enumerable.Range(0, foldOf.Length).Where(i => foldOf[i] == fold)];
            LabelledSignal[] training = [.. source.Records.Where((_, i) => foldOf[i] != fold)];
            LabelledSignal[] testing = [.. held.Select(i => source.Records[i])];
            (RecordClassifier classifier, _) = new Trainer(settings, device).Train(source.Settings, training, null, new FitOptions());
            Tensor part = classifier.Score(testing);
            for (int i = 0; i < held.Length; i++)
            {
                scores[held[i]] = part[i];
            }

            RhythmScore score = new(source.Settings.Classes, testing, part);
            output.WriteLine(FormattableString.Invariant(
                $"fold {fold + 1}/{settings.Folds}: {training.Length} records to learn from, {testing.Length} held out, accuracy {score.Confusion.Accuracy:F3}"));
        }

        return new RhythmScore(source.Settings.Classes, source.Records, scores);
    }
}

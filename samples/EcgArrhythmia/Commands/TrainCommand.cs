using System.CommandLine;
using System.Diagnostics;
using DeepHealth.Ecvl.Learning;
using DeepHealth.Eddl;
using DeepHealth.Samples.EcgArrhythmia.Data;
using DeepHealth.Samples.EcgArrhythmia.Training;
using CrossValidation = DeepHealth.Samples.EcgArrhythmia.Training.CrossValidation;

namespace DeepHealth.Samples.EcgArrhythmia.Commands;

/// <summary>The verb train: learns from generated records, or cross-validates on a folder of real ones.</summary>
internal static class TrainCommand
{
    private const int DefaultSubjects = 600;
    private const int DefaultHeldOut = 60;

    public static Command Create()
    {
        Option<string?> data = new("--data") { Description = "Folder in CinC 2017 or MIT-BIH layout, or a UCR text file such as ECG5000; generated records where omitted." };
        Option<string?> pretrained = new("--pretrained") { Description = "Model to start from, such as one trained on generated records." };
        Option<double> blend = new Option<double>("--blend")
        {
            Description = "With --pretrained: how far parameters move from the pretrained to the fine-tuned ones, from 0 to 1.",
            DefaultValueFactory = _ => 0.3,
        }.Share();
        Option<int> epochs = Number("--epochs", 16, 1, "Passes over the training records.");
        Option<int> batch = Number("--batch", 32, 2, "Windows per step.");
        Option<double> rate = new Option<double>("--rate") { Description = "Peak learning rate.", DefaultValueFactory = _ => 0.003 }.Positive();
        Option<ulong> seed = new("--seed") { Description = "Seed of data, initial parameters and order.", DefaultValueFactory = _ => 1 };
        Option<int> threads = Number("--threads", Environment.ProcessorCount, 1, "Threads; the result does not depend on it.");
        Option<int> subjects = Number("--subjects", DefaultSubjects, 2, "Generated subjects to learn from, four records each.");
        Option<int> heldOut = Number("--held-out", DefaultHeldOut, 1, "Generated subjects to watch while learning, and as many others to judge the result by.");
        Option<int> folds = Number("--folds", 5, 2, "Folds of the cross-validation on real data.");
        Option<string> output = new("--output", "-o") { Description = "Folder for model, figures and report.", DefaultValueFactory = _ => Path.Combine("out", "ecg-arrhythmia") };
        Option<bool> resume = new("--resume") { Description = "Go on from the checkpoint in the output folder (generated data only)." };
        Command command = new("train", "Trains and evaluates the network.") { data, pretrained, blend, epochs, batch, rate, seed, threads, subjects, heldOut, folds, output, resume };
        command.SetAction(parsed =>
        {
            TrainSettings settings = new()
            {
                Data = parsed.GetValue(data),
                Pretrained = parsed.GetValue(pretrained),
                Blend = parsed.GetValue(blend),
                Epochs = parsed.GetValue(epochs),
                BatchSize = parsed.GetValue(batch),
                LearningRate = parsed.GetValue(rate),
                Seed = parsed.GetValue(seed),
                Threads = parsed.GetValue(threads),
                Subjects = parsed.GetValue(subjects),
                HeldOut = parsed.GetValue(heldOut),
                Folds = parsed.GetValue(folds),
                Output = parsed.GetValue(output)!,
                Resume = parsed.GetValue(resume),
            };
            Run(settings, Console.Out);
            return 0;
        });
        return command;
    }

    /// <summary>Trains, evaluates and writes the results.</summary>
    /// <returns>Scores of the held-out records.</returns>
    public static RhythmScore Run(TrainSettings settings, TextWriter output)
    {
        Directory.CreateDirectory(settings.Output);
        Device device = Device.CpuWithThreads(settings.Threads);
        return settings.Data is null ? TrainGenerated(settings, device, output) : TrainReal(settings, device, output);
    }

    private static RhythmScore TrainGenerated(TrainSettings settings, Device device, TextWriter output)
    {
        long start = Stopwatch.GetTimestamp();
        output.WriteLine($"generating ECG records of {settings.Subjects} subjects to learn from and {2 * settings.HeldOut} others");
        EcgSource training = GeneratedRhythms.Create(settings.Seed, 0, settings.Subjects, settings.Threads);
        EcgSource validation = GeneratedRhythms.Create(settings.Seed, settings.Subjects, settings.HeldOut, settings.Threads);
        EcgSource testing = GeneratedRhythms.Create(settings.Seed, settings.Subjects + settings.HeldOut, settings.HeldOut, settings.Threads);
        output.WriteLine(FormattableString.Invariant(
            $"{training.Records.Count} records to learn from, {validation.Records.Count} to watch, {testing.Records.Count} held out; {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s"));
        string checkpoint = Path.Combine(settings.Output, ResultFiles.Checkpoint);
        if (settings.Resume)
        {
            output.WriteLine(File.Exists(checkpoint) ? $"going on from {checkpoint}" : $"there is no {checkpoint} yet: starting anew");
        }

        (RecordClassifier classifier, History history) = new Trainer(settings, device).Train(training.Settings, training.Records, validation.Records, new FitOptions
        {
            Progress = output,
            Checkpoint = checkpoint,
            Resume = settings.Resume,
            Callbacks = [new CsvLog(Path.Combine(settings.Output, ResultFiles.History))],
        });
        foreach (EpochRecord epoch in history.Epochs)
        {
            // Every digit, so that two runs can be compared.
            output.WriteLine(FormattableString.Invariant($"epoch {epoch.Epoch}: loss {epoch.Values["loss"]:R}, validation loss {epoch.Values["val_loss"]:R}"));
        }

        RhythmScore score = new(testing.Settings.Classes, testing.Records, classifier.Score(testing.Records));
        Finish(settings, testing.Name, classifier, history, score, testing.Records, start, output);
        return score;
    }

    private static RhythmScore TrainReal(TrainSettings settings, Device device, TextWriter output)
    {
        if (settings.Resume)
        {
            throw new UsageException("--resume goes with generated data only; a cross-validation starts anew.");
        }

        long start = Stopwatch.GetTimestamp();
        EcgSource source = EcgSource.Load(settings.Data!);
        output.WriteLine($"{source.Name}: {source.Records.Count} records ({source.CountByClass()})");
        if (settings.Pretrained is not null)
        {
            RhythmScore asIs = new(source.Settings.Classes, source.Records, RecordClassifier.Load(settings.Pretrained, device).Score(source.Records));
            output.WriteLine("the pretrained model as it is:");
            Print(asIs, output);
        }

        RhythmScore score = CrossValidation.Run(source, settings, device, output);
        output.WriteLine(settings.Pretrained is null ? "cross-validated, from random parameters:" : "cross-validated, fine-tuned from the pretrained model:");
        (RecordClassifier classifier, History history) = new Trainer(settings, device).Train(source.Settings, source.Records, null, new FitOptions
        {
            Progress = output,
            Callbacks = [new CsvLog(Path.Combine(settings.Output, ResultFiles.History))],
        });
        Finish(settings, source.Name, classifier, history, score, source.Records, start, output);
        return score;
    }

    private static void Finish(
        TrainSettings settings, string source, RecordClassifier classifier, History history, RhythmScore score, IReadOnlyList<LabelledSignal> records, long start, TextWriter output)
    {
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Print(score, output);
        string model = Path.Combine(settings.Output, ResultFiles.Model);
        classifier.Model.Save(model);
        ResultFiles.WriteMetrics(settings.Output, settings, source, score, seconds);
        ResultFiles.WriteReport(settings.Output, settings, source, classifier.Settings, history, score, records, seconds);
        output.WriteLine(FormattableString.Invariant($"done in {seconds:F1} s; model {model}, report {Path.Combine(settings.Output, ResultFiles.Report)}"));
    }

    private static void Print(RhythmScore score, TextWriter output)
    {
        output.WriteLine(score.Confusion.ToString());
        output.WriteLine(score.ChallengeF1 is { } challenge
            ? FormattableString.Invariant($"challenge F1 {challenge:F4}, accuracy {score.Confusion.Accuracy:F4}, mean AUC {score.Auc.Value:F4}")
            : FormattableString.Invariant($"accuracy {score.Confusion.Accuracy:F4}, mean AUC {score.Auc.Value:F4}"));
    }

    private static Option<int> Number(string name, int value, int least, string description)
        => new Option<int>(name) { Description = $"{description} At least {least}.", DefaultValueFactory = _ => value }.AtLeast(least);
}

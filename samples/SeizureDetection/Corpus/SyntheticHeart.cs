using DeepHealth.Ecvl.Signals;
using DeepHealth.Numerics;

namespace DeepHealth.Samples.SeizureDetection.Corpus;

/// <summary>Beats of a recording with seizures: the heart races in and after a seizure, and at times without one.</summary>
/// <remarks>In a seizure the rate climbs within seconds and loses its variability; ictal tachycardia is seen in most seizures of the temporal lobe (Eggleston,
/// Olin, Fisher, "Ictal tachycardia", Seizure 23, 2014). Exertion, the distractor, climbs slowly and keeps some variability.</remarks>
internal sealed class SyntheticHeart
{
    private const double FirstSeizure = 0.3;
    private const double MayerHz = 0.1;

    private readonly List<EventAnnotation> _seizures = [];
    private readonly double _exertion;

    /// <param name="seed">Seed of the corpus.</param>
    /// <param name="patient">Number of the patient, who keeps his rate and variability.</param>
    /// <param name="exam">Number of the exam.</param>
    /// <param name="seconds">Length.</param>
    public SyntheticHeart(ulong seed, int patient, int exam, double seconds)
    {
        RandomSequence person = new(seed, 1, (uint)patient);
        RandomSequence draws = new(seed, 2, (uint)exam);
        double rest = 0.7 + (0.3 * person.UniformDouble(0));
        double variability = 0.02 + (0.03 * person.UniformDouble(1));
        double breathing = 0.2 + (0.1 * person.UniformDouble(2));
        double climb = 0.3 + (0.4 * person.UniformDouble(3));
        _exertion = seconds * draws.UniformDouble(0);
        double length = Math.Min(30 + (40 * draws.UniformDouble(1)), seconds / 4);
        double start = Math.Round(seconds * (FirstSeizure + (0.5 * draws.UniformDouble(2))), 4);
        if (draws.UniformDouble(3) < 0.75 && start + length < seconds)
        {
            _seizures.Add(new EventAnnotation(start, Math.Round(start + length, 4), "seiz"));
        }

        List<double> beats = [];
        double time = 0.3 + (0.4 * draws.UniformDouble(4));
        double phase = 2 * Math.PI * draws.UniformDouble(5);
        for (int beat = 0; time < seconds; beat++)
        {
            beats.Add(time);
            (double drive, double calm) = Drive(time);
            double wave = (0.6 * Math.Sin((2 * Math.PI * MayerHz * time) + phase)) + (0.6 * Math.Sin(2 * Math.PI * breathing * time)) + (0.4 * draws.Normal(100 + beat));
            time += rest / (1 + (climb * drive)) * (1 + (variability * calm * wave));
        }

        Beats = beats;
    }

    /// <summary>R peaks in seconds.</summary>
    public IReadOnlyList<double> Beats { get; }

    /// <summary>The seizures.</summary>
    public IReadOnlyList<EventAnnotation> Seizures => _seizures;

    /// <summary>How fast the heart is driven, 0 at rest and 1 in a seizure, and how much of its variability is left.</summary>
    private (double Drive, double Calm) Drive(double time)
    {
        double drive = 0.45 * Math.Exp(-0.5 * Math.Pow((time - _exertion) / 25, 2));
        double calm = 1;
        foreach (EventAnnotation seizure in _seizures)
        {
            double rise = Math.Clamp((time - seizure.StartSeconds) / 8, 0, 1);
            double fall = Math.Exp(-Math.Max(time - seizure.EndSeconds, 0) / 20);
            drive = Math.Max(drive, rise * fall);
            calm = Math.Min(calm, 1 - (0.7 * rise * fall));
        }

        return (drive, calm);
    }
}

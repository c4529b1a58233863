namespace DeepHealth.Ecvl.Signals;

/// <summary>A person of the generated cohort: everything that the person's records have in common.</summary>
/// <remarks>Records of one subject resemble each other, as in real data. So split a cohort by subject number, never by record: for example
/// subjects 0 to 399 train and subjects 400 to 499 test.</remarks>
public sealed record EcgSubject
{
    private EcgSubject()
    {
    }

    /// <summary>Seed of the cohort.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Number of the subject within the cohort, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>Mean resting sinus rate in beats per minute, 55 to 96.</summary>
    public required double MeanRateBpm { get; init; }

    /// <summary>Standard deviation of the sinus intervals over their mean, 0.012 to 0.14.</summary>
    public required double RateVariability { get; init; }

    /// <summary>Power of the 0.1 Hz peak over that of the respiratory peak in the interval spectrum; McSharry et al. use 0.5.</summary>
    public required double LowToHighRatio { get; init; }

    /// <summary>Respiration rate in Hz, 0.18 to 0.33: respiratory peak of the interval spectrum, baseline wander and amplitude swing.</summary>
    public required double RespirationHz { get; init; }

    /// <summary>Shape of a sinus beat.</summary>
    public required EcgMorphology Sinus { get; init; }

    /// <summary>Shape of a premature ventricular beat.</summary>
    public required EcgMorphology Ventricular { get; init; }

    /// <summary>Shape of a sinus beat while a bundle branch is blocked.</summary>
    public required EcgMorphology BundleBranchBlock { get; init; }

    /// <summary>Atria and atrioventricular node during fibrillation.</summary>
    public required AtrialFibrillationParameters Fibrillation { get; init; }

    /// <summary>1, or −1 where the recorder is held the wrong way round (15 of 100 subjects).</summary>
    public required int Polarity { get; init; }

    /// <summary>Factor on all recording noise, 0.25 to 4 with median 1.</summary>
    public required double NoiseLevel { get; init; }

    /// <summary>Mains frequency where the subject lives: 50 or 60 Hz.</summary>
    public required double MainsHz { get; init; }

    /// <summary>Draws subject <paramref name="subject"/> of the cohort named by <paramref name="seed"/>: always the same one.</summary>
    /// <param name="seed">Seed of the cohort.</param>
    /// <param name="subject">Number of the subject, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static EcgSubject Draw(ulong seed, int subject)
    {
        if (subject < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(subject), subject, $"EcgSubject.Draw: the subject number is {subject}; it counts from 0.");
        }

        RandomDraws body = new(seed, subject, RandomDraws.SubjectStep, DrawPurpose.Physiology);
        RandomDraws recording = new(seed, subject, RandomDraws.SubjectStep, DrawPurpose.Recording);
        RandomDraws ectopic = new(seed, subject, RandomDraws.SubjectStep, DrawPurpose.Ectopic);
        EcgMorphology sinus = SubjectShapes.Sinus(new RandomDraws(seed, subject, RandomDraws.SubjectStep, DrawPurpose.Shape));
        return new EcgSubject
        {
            Seed = seed,
            Number = subject,
            MeanRateBpm = body.Normal(73, 11, 55, 96),
            RateVariability = body.LogNormal(0.045, 0.6, 0.012, 0.14),
            LowToHighRatio = body.LogNormal(0.5, 0.5, 0.15, 2),
            RespirationHz = body.Normal(0.25, 0.03, 0.18, 0.33),
            Sinus = sinus,
            Ventricular = SubjectShapes.Ventricular(ectopic, sinus),
            BundleBranchBlock = SubjectShapes.BundleBranchBlock(ectopic, sinus),
            Fibrillation = AtrialFibrillationParameters.Draw(new RandomDraws(seed, subject, RandomDraws.SubjectStep, DrawPurpose.Atrium)),
            Polarity = recording.Chance(0.15) ? -1 : 1,
            NoiseLevel = recording.LogNormal(1, 0.6, 0.25, 4),
            MainsHz = recording.Chance(0.5) ? 50 : 60,
        };
    }
}

namespace DeepHealth.Ecvl.Signals;

/// <summary>Generates single-lead ECG records of four classes with known beats.</summary>
/// <remarks>
/// <para>Beats: the dynamical model of McSharry, Clifford, Tarassenko, Smith, IEEE TBME 50(3), 2003, solved in closed form on its limit cycle, beat by beat
/// (see <see cref="EcgWave"/>), so that QRS keeps its duration at any rate. Sinus intervals: the bimodal spectrum of that paper.</para>
/// <para>Atrial fibrillation: intervals after Corino et al. 2011, no P wave, fibrillatory waves after Stridh and Sörnmo 2001
/// (see <see cref="AtrialFibrillationParameters"/>).</para>
/// <para>Other rhythm, one kind per record: isolated ventricular premature beats 24 %, bigeminy 8 %, trigeminy 8 %, atrial premature beats 20 %, bradycardia 11 %,
/// tachycardia 11 %, first-degree block 8 %, bundle branch block 10 % (see <see cref="OtherRhythm"/>).</para>
/// <para>Noise: any of these, two thirds or more of it buried under muscle activity, electrode movement or lost contact.</para>
/// <para>All classes have baseline wander, a switching-on transient, muscle noise, mains hum and movements in an amount that differs between subjects.</para>
/// <para>A record depends on (seed, subject, record, rhythm) and the options only. Beat times do not depend on the sampling rate; noise samples do.
/// Objects of this class keep no state and may be used by several threads.</para>
/// </remarks>
/// <param name="options">Sampling rate, length and noise.</param>
public sealed class EcgSynthesizer(EcgSynthesisOptions options)
{
    /// <summary>Input range of the recorder: samples are cut at ± this many millivolt.</summary>
    public const double RangeMv = 8;

    /// <summary>Sampling rate, length and noise.</summary>
    public EcgSynthesisOptions Options { get; } = options ?? throw new ArgumentNullException(nameof(options));

    /// <summary>Generates one record.</summary>
    /// <param name="subject">Whose record, from <see cref="EcgSubject.Draw"/>.</param>
    /// <param name="rhythm">Class of the record.</param>
    /// <param name="record">Number of the record within the subject, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The record number is negative or the rhythm is not one of the four.</exception>
    public SyntheticEcg Generate(EcgSubject subject, HeartRhythm rhythm, int record)
    {
        ArgumentNullException.ThrowIfNull(subject);
        if (record < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(record), record, $"EcgSynthesizer.Generate: the record number is {record}; it counts from 0.");
        }

        if (!Enum.IsDefined(rhythm))
        {
            throw new ArgumentOutOfRangeException(nameof(rhythm), rhythm, $"EcgSynthesizer.Generate: there is no rhythm {(int)rhythm}; use Normal, AtrialFibrillation, Other or Noise.");
        }

        RandomDraws random = Draws(subject, record, DrawPurpose.Physiology);
        HeartRhythm heart = rhythm == HeartRhythm.Noise ? (HeartRhythm)random.Integer(0, 2) : rhythm;
        OtherRhythm other = heart == HeartRhythm.Other ? RhythmPlanner.DrawOther(random) : OtherRhythm.None;
        List<PlannedBeat> beats = RhythmPlanner.Plan(subject, heart, other, record, Options.Seconds);

        float[] samples = new float[Options.SampleCount];
        RenderHeart(random, subject, heart, other, beats, record, samples);
        double gain = subject.Polarity * (rhythm == HeartRhythm.Noise ? random.Uniform(0.05, 0.8) : 1);
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] *= (float)gain;
        }

        float[] scratch = new float[samples.Length];
        double scale = rhythm == HeartRhythm.Noise ? 1 : Options.NoiseScale;
        RecordingNoise.Add(subject, record, scale, Options.RateHz, scratch, samples);
        if (rhythm == HeartRhythm.Noise)
        {
            DominantNoise.Add(random, Draws(subject, record, DrawPurpose.NoiseSamples), Options.RateHz, scratch, samples);
        }

        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = (float)Math.Clamp(samples[i], -RangeMv, RangeMv);
        }

        OtherRhythm label = rhythm == HeartRhythm.Other ? other : OtherRhythm.None;
        return new SyntheticEcg(subject.Number, record, rhythm, label, Options.RateHz, samples, Within(beats));
    }

    private static RandomDraws Draws(EcgSubject subject, int record, DrawPurpose purpose)
        => new(subject.Seed, subject.Number, (uint)record, purpose);

    private void RenderHeart(
        RandomDraws random, EcgSubject subject, HeartRhythm heart, OtherRhythm other, List<PlannedBeat> beats, int record, Span<float> samples)
    {
        EcgMorphology sinus = subject.Sinus;
        EcgMorphology fibrillating = sinus.WithoutP();
        // A premature atrial beat starts elsewhere in the atrium: closer to the QRS, of another height, at times upside down.
        EcgMorphology atrial = sinus with
        {
            P = sinus.P.Scaled(random.Chance(0.4) ? -random.Uniform(0.5, 1) : random.Uniform(0.5, 1.3)) with { OffsetSeconds = -random.Uniform(0.09, 0.14) },
        };
        double swing = random.Uniform(0.01, 0.1);
        double swingPhase = random.Uniform(0, 2 * Math.PI);
        double conduction = random.Uniform(0.21, 0.3);
        if (other == OtherRhythm.AtrioventricularBlock)
        {
            sinus = sinus with { P = sinus.P with { OffsetSeconds = -conduction, RateExponent = 0 } };
        }

        foreach (PlannedBeat beat in beats)
        {
            EcgMorphology shape = beat.Kind switch
            {
                BeatKind.Fibrillation => fibrillating,
                BeatKind.AtrialPremature => atrial,
                BeatKind.VentricularPremature => subject.Ventricular,
                BeatKind.BundleBranchBlock => subject.BundleBranchBlock,
                _ => sinus,
            };
            // Breathing turns the heart's axis, which swings the amplitude.
            double gain = 1 + (swing * Math.Sin((2 * Math.PI * subject.RespirationHz * beat.Time) + swingPhase));
            BeatRenderer.Add(shape, beat.Time, Math.Clamp(beat.Interval, 0.35, 1.6), gain, Options.RateHz, samples);
        }

        if (heart == HeartRhythm.AtrialFibrillation)
        {
            FibrillatoryWave.Add(Draws(subject, record, DrawPurpose.Fibrillation), subject.Fibrillation, Options.RateHz, samples);
        }

        BeatRenderer.Relax(samples, Options.RateHz);
    }

    private List<EcgBeat> Within(List<PlannedBeat> beats)
    {
        double end = Options.SampleCount / Options.RateHz;
        List<EcgBeat> within = new(beats.Count);
        foreach (PlannedBeat beat in beats)
        {
            if (beat.Time >= 0 && beat.Time < end)
            {
                within.Add(new EcgBeat(beat.Time, beat.Kind));
            }
        }

        return within;
    }
}

namespace DeepHealth.Ecvl.Signals;

/// <summary>Places the beats of a record.</summary>
internal static class RhythmPlanner
{
    /// <summary>Beats begin this long before the record and end this long after it, so that both ends look like the middle.</summary>
    private const double Margin = 2.5;

    /// <summary>Plans a record.</summary>
    /// <param name="subject">Whose heart.</param>
    /// <param name="rhythm">Class of the rhythm; not <see cref="HeartRhythm.Noise"/>.</param>
    /// <param name="other">Kind of other rhythm, else <see cref="OtherRhythm.None"/>.</param>
    /// <param name="record">Number of the record.</param>
    /// <param name="seconds">Length of the record.</param>
    public static List<PlannedBeat> Plan(EcgSubject subject, HeartRhythm rhythm, OtherRhythm other, int record, double seconds)
    {
        RandomDraws random = new(subject.Seed, subject.Number, (uint)record, DrawPurpose.Rhythm);
        return rhythm == HeartRhythm.AtrialFibrillation
            ? PlanFibrillation(random, subject, seconds)
            : PlanSinus(random, subject, other, record, seconds);
    }

    /// <summary>Draws a kind of other rhythm with the shares stated at <see cref="EcgSynthesizer"/>.</summary>
    public static OtherRhythm DrawOther(RandomDraws random) => random.Uniform() switch
    {
        < 0.24 => OtherRhythm.VentricularEctopy,
        < 0.32 => OtherRhythm.Bigeminy,
        < 0.40 => OtherRhythm.Trigeminy,
        < 0.60 => OtherRhythm.AtrialEctopy,
        < 0.71 => OtherRhythm.Bradycardia,
        < 0.82 => OtherRhythm.Tachycardia,
        < 0.90 => OtherRhythm.AtrioventricularBlock,
        _ => OtherRhythm.BundleBranchBlock,
    };

    /// <summary>Draws how many sinus beats at most lie between two ectopic ones, so few that even a short record has an ectopic beat.</summary>
    private static int LongestGap(RandomDraws random, double bpm, double seconds)
        => Math.Clamp((int)(seconds * bpm / 60 * 0.7) - 4, 3, random.Integer(4, 24));

    private static List<PlannedBeat> PlanFibrillation(RandomDraws random, EcgSubject subject, double seconds)
    {
        List<PlannedBeat> beats = [];
        double time = -Margin - random.Uniform();
        double interval = subject.Fibrillation.SlowRefractorySeconds + 0.2;
        while (time < seconds + Margin)
        {
            beats.Add(new PlannedBeat(time, interval, BeatKind.Fibrillation));
            interval = FibrillatingNode.NextInterval(random, subject.Fibrillation);
            time += interval;
        }

        return beats;
    }

    private static List<PlannedBeat> PlanSinus(RandomDraws random, EcgSubject subject, OtherRhythm other, int record, double seconds)
    {
        double bpm = other switch
        {
            OtherRhythm.Bradycardia => random.Uniform(38, 51),
            OtherRhythm.Tachycardia => random.Uniform(101, 138),
            _ => Math.Clamp(subject.MeanRateBpm * random.Normal(1, 0.04, 0.9, 1.1), 53, 98),
        };
        // Variability falls as the rate rises (in proportion to the interval), whatever the rhythm.
        double variability = subject.RateVariability * Math.Min(subject.MeanRateBpm / bpm, 1);
        RandomDraws phases = new(subject.Seed, subject.Number, (uint)record, DrawPurpose.Tachogram);
        SinusNode node = new(phases, 60 / bpm, variability, subject.LowToHighRatio, subject.RespirationHz);
        (int fewest, int most) = other switch
        {
            OtherRhythm.VentricularEctopy => (3, LongestGap(random, bpm, seconds)),
            OtherRhythm.AtrialEctopy => (2, LongestGap(random, bpm, seconds)),
            OtherRhythm.Bigeminy => (1, 1),
            OtherRhythm.Trigeminy => (2, 2),
            _ => (int.MaxValue, int.MaxValue),
        };
        bool ectopy = most < int.MaxValue;
        BeatKind sinusKind = other == OtherRhythm.BundleBranchBlock ? BeatKind.BundleBranchBlock : BeatKind.Sinus;
        // One coupling per record with little scatter: ectopic beats of one focus follow at a nearly fixed distance.
        double coupling = other == OtherRhythm.AtrialEctopy ? random.Uniform(0.66, 0.9) : random.Uniform(0.55, 0.76);
        int gap = ectopy ? random.Integer(1, most) : 0;

        List<PlannedBeat> beats = [];
        double time = -Margin - random.Uniform();
        double last = time - node.IntervalAt(time);
        while (time < seconds + Margin)
        {
            beats.Add(new PlannedBeat(time, time - last, sinusKind));
            last = time;
            double next = time + node.IntervalAt(time);
            if (ectopy && --gap == 0)
            {
                gap = random.Integer(fewest, most);
                double early = (next - time) * Math.Clamp(coupling + random.Normal(0, 0.025, -0.06, 0.06), 0.5, 0.93);
                bool atrial = other == OtherRhythm.AtrialEctopy;
                last = time + early;
                beats.Add(new PlannedBeat(last, early, atrial ? BeatKind.AtrialPremature : BeatKind.VentricularPremature));
                // A ventricular beat leaves the sinus node alone: the blocked sinus beat is skipped and the next comes on time (full compensatory
                // pause). An atrial beat resets the node, which starts a new interval, a little longer.
                next = atrial ? last + (node.IntervalAt(last) * random.Uniform(1.02, 1.15)) : next + node.IntervalAt(next);
            }

            time = next;
        }

        return beats;
    }
}

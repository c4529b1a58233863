namespace DeepHealth.Ecvl.Signals;

/// <summary>Draws the beat shapes of a subject around those of McSharry et al. 2003, Table I.</summary>
/// <remarks>Table I's QRS lasts 0.16 s at 60 beats per minute; it is narrowed to about 0.07-0.12 s and does not follow the rate. The T wave follows
/// the square root of the interval (Bazett 1920), the P wave its fourth root.</remarks>
internal static class SubjectShapes
{
    /// <summary>A normally conducted sinus beat.</summary>
    public static EcgMorphology Sinus(RandomDraws random)
    {
        double r = random.LogNormal(0.7, 0.4, 0.3, 1.8);
        double s = random.LogNormal(0.2, 0.6, 0.03, 0.9);
        if (random.Chance(0.12))
        {
            // An rS complex, as when the heart's axis points away from the lead.
            (r, s) = (random.Uniform(0.3, 0.6) * r, random.Uniform(1.2, 2) * r);
        }
        else
        {
            s *= r;
        }

        double q = r * random.LogNormal(0.08, 0.7, 0.01, 0.35);
        double width = random.Uniform(0.0085, 0.0135);
        double t = random.Uniform(0.12, 0.42) * Math.Max(r, 0.4) * (random.Chance(0.1) ? -0.6 : 1);
        double tOffset = random.Uniform(0.27, 0.33);
        double tWidth = random.Uniform(0.042, 0.06);
        double p = random.LogNormal(0.06, 0.5, 0.015, 0.2);
        return new EcgMorphology(
            new EcgWave(p, -random.Uniform(0.11, 0.18), random.Uniform(0.018, 0.028), 0.25),
            [
                new EcgWave(-q, -random.Uniform(2.3, 2.9) * width, width),
                new EcgWave(r, 0, width),
                new EcgWave(-s, random.Uniform(2.3, 3) * width, random.Uniform(0.9, 1.3) * width),
            ],
            [
                // Slow rise, faster fall.
                new EcgWave(0.55 * t, tOffset - (0.9 * tWidth), 1.15 * tWidth, 0.5),
                new EcgWave(0.75 * t, tOffset, 0.75 * tWidth, 0.5),
            ]);
    }

    /// <summary>A premature ventricular beat of the subject: main wave of 0.08-0.14 s, about as tall as the sinus beat or taller, T wave opposite.</summary>
    public static EcgMorphology Ventricular(RandomDraws random, EcgMorphology sinus)
    {
        double height = Height(sinus) * random.Uniform(0.7, 1.6) * (random.Chance(0.6) ? 1 : -1);
        double width = random.Uniform(0.02, 0.036);
        double after = random.Uniform(0.1, 0.6);
        return new EcgMorphology(
            sinus.P.Scaled(0),
            [
                new EcgWave(-random.Uniform(0, 0.25) * height, -2.4 * width, 0.8 * width),
                new EcgWave(height, 0, width),
                new EcgWave(-after * height, 2.3 * width, 1.2 * width),
            ],
            [new EcgWave(-random.Uniform(0.2, 0.45) * height, random.Uniform(0.3, 0.36), random.Uniform(0.055, 0.075), 0.5)]);
    }

    /// <summary>The subject's sinus beat with a bundle branch block: broad QRS with a late second peak, T wave against it.</summary>
    public static EcgMorphology BundleBranchBlock(RandomDraws random, EcgMorphology sinus)
    {
        double height = Height(sinus);
        double width = random.Uniform(1.3, 1.7) * sinus.Qrs[1].WidthSeconds;
        double late = random.Uniform(0.2, 0.9) * height;
        return new EcgMorphology(
            sinus.P,
            [
                new EcgWave(height, 0, width),
                new EcgWave(-random.Uniform(0.1, 0.4) * height, 2 * width, 0.8 * width),
                new EcgWave(late, random.Uniform(3.4, 4.2) * width, 1.3 * width),
            ],
            [new EcgWave(-random.Uniform(0.15, 0.35) * height, random.Uniform(0.3, 0.36), random.Uniform(0.05, 0.065), 0.5)]);
    }

    /// <summary>Largest absolute amplitude of the QRS bells.</summary>
    private static double Height(EcgMorphology beat)
    {
        double height = 0;
        foreach (EcgWave wave in beat.Qrs)
        {
            height = Math.Max(height, Math.Abs(wave.AmplitudeMv));
        }

        return height;
    }
}

using DeepHealth.Ecvl.Signals;
using Xunit;

namespace DeepHealth.Signals.Tests;

public sealed class BeatTemplatesTests
{
    [Fact]
    public void Equal_beats_give_themselves_and_jitter_is_taken_out()
    {
        double[] shape = [.. Enumerable.Range(0, 175).Select(i => Math.Exp(-Math.Pow((i - 62) / 4.0, 2)) + (0.3 * Math.Exp(-Math.Pow((i - 130) / 15.0, 2))))];
        double[] signal = new double[5000];
        List<int> true0 = [];
        List<int> jittered = [];
        for (int beat = 200; beat < 4700; beat += 230)
        {
            shape.CopyTo(signal.AsSpan(beat - 62));
            true0.Add(beat);
            jittered.Add(beat + ((beat / 230 % 5) - 2));
        }

        BeatTemplates beats = BeatTemplates.Of(signal, 250, [.. jittered], new BeatTemplateOptions(0.248, 0.452));
        Assert.Equal(true0, beats.Peaks);
        Golden.Equal(shape, beats.Mean, 1e-12);
        Golden.Equal(shape, beats.Median, 1e-12);
        Assert.Equal(62, beats.PeakOffset);
        Assert.All(beats.Correlations, correlation => Assert.Equal(1, correlation, 1e-12));
        Assert.Single(beats.Clusters);
    }

    [Fact]
    public void Ventricular_beats_of_generated_records_form_their_own_groups()
    {
        int ventricular = 0;
        int wrong = 0;
        int beats = 0;
        for (int subject = 0; subject < 24; subject++)
        {
            (double[] ecg, SyntheticEcg record, int[] places) = TestEcg.Generate(subject, HeartRhythm.Other, noise: 0.5);
            if (record.Other is not (OtherRhythm.VentricularEctopy or OtherRhythm.Bigeminy or OtherRhythm.Trigeminy))
            {
                continue;
            }

            BeatTemplates templates = BeatTemplates.Of(ecg, 250, places);
            foreach (BeatCluster cluster in templates.Clusters)
            {
                BeatKind[] kinds = [.. cluster.Beats.Select(i => record.Beats[Array.FindIndex(places, place => Math.Abs(place - templates.Peaks[i]) < 10)].Kind)];
                int premature = kinds.Count(kind => kind == BeatKind.VentricularPremature);
                ventricular += premature;
                wrong += Math.Min(premature, kinds.Length - premature);
                beats += kinds.Length;
            }
        }

        Assert.True(ventricular >= 5, $"{ventricular}");
        Assert.True(wrong <= 0.02 * beats, $"{wrong} of {beats}");
    }

    [Fact]
    public void The_one_ventricular_beat_of_a_real_record_is_told()
    {
        (Signal lead, WfdbAnnotation[] annotations) = TestEcg.Record100();
        double[] ecg = FiltFilt.Apply(Butterworth.BandPass(2, 0.7, 40, 360), lead.Samples);
        BeatTemplates templates = BeatTemplates.Of(ecg, 360, [.. annotations.Select(beat => (int)beat.Sample)]);
        long odd = annotations.Single(beat => beat.Symbol == "V").Sample;
        Assert.True(templates.Clusters[0].Beats.Length > 1800, string.Join(" ", templates.Clusters.Select(cluster => cluster.Beats.Length)));
        BeatCluster owner = templates.Clusters.Single(cluster => cluster.Beats.Any(i => Math.Abs(templates.Peaks[i] - odd) < 20));
        Assert.True(owner.Beats.Length <= 3, $"{owner.Beats.Length}");
        int index = owner.Beats.Single(i => Math.Abs(templates.Peaks[i] - odd) < 20);
        Assert.True(templates.Correlations[index] < 0.8);
        Assert.True(templates.MeanCorrelation > 0.97, $"{templates.MeanCorrelation}");
    }

    [Fact]
    public void Groups_are_bounded_and_cover_all_beats()
    {
        double[] noise = new double[10000];
        TestEcg.AddWhite(noise, 1, 8);
        BeatTemplates templates = BeatTemplates.Of(noise, 250, [.. Enumerable.Range(1, 45).Select(i => i * 200)], new BeatTemplateOptions(maxClusters: 3));
        Assert.True(templates.Clusters.Count <= 3);
        Assert.Equal(Enumerable.Range(0, templates.Peaks.Length), templates.Clusters.SelectMany(cluster => cluster.Beats).Order());
    }

    [Fact]
    public void No_beats_give_no_shape()
    {
        BeatTemplates none = BeatTemplates.Of(new double[100], 250, [50]);
        Assert.Empty(none.Peaks);
        Assert.Empty(none.Mean);
        Assert.Empty(none.Clusters);
        Assert.Equal(0, none.MeanCorrelation);
        BeatTemplates flat = BeatTemplates.Of(new double[1000], 250, [500]);
        Assert.Equal(0, flat.Correlations[0]);
        Assert.ThrowsAny<ArgumentException>(() => BeatTemplates.Of(new double[1000], 0, [500]));
        Assert.ThrowsAny<ArgumentException>(() => new BeatTemplateOptions(sameShape: 1.1));
    }
}

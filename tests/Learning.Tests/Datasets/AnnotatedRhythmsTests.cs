using DeepHealth.Ecvl.Learning;
using DeepHealth.Ecvl.Signals;
using DeepHealth.Eddl;
using DeepHealth.Learning.Tests.Files;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Learning.Tests.Datasets;

public sealed class AnnotatedRhythmsTests : IDisposable
{
    private const int RateHz = 200;
    private static readonly SignalPreparation Preparation = new(100);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Folder => _folder.PathOf(".");

    [Fact]
    public void Windows_get_the_class_of_their_rhythm_and_beats()
    {
        // 0-20 s normal; 20-45 s fibrillation; 45-80 s sinus, of which 50-60 s has two ventricular beats, 60-70 s one, 70-80 s no beat at all.
        List<(int Sample, int Code, string Text)> list = [(RateHz / 10, WfdbFiles.RhythmChange, "(N")];
        for (int second = 0; second < 70; second++)
        {
            if (second is 20 or 45)
            {
                list.Add((second * RateHz, WfdbFiles.RhythmChange, second == 20 ? "(AFIB" : "(N"));
            }

            int beat = second is 53 or 57 or 66 ? WfdbFiles.Ventricular : WfdbFiles.Normal;
            list.Add(((second * RateHz) + (RateHz / 2), beat, ""));
        }

        WfdbFiles.Write(Folder, "r1", RateHz, ("V5", new double[80 * RateHz]), ("MLII", WfdbFiles.Beats(RateHz, 80)));
        WfdbFiles.Annotate(Folder, "r1", list);
        IReadOnlyList<LabelledSignal> windows = AnnotatedRhythms.Load(Folder, Preparation, 10);
        Assert.Equal(
            [HeartRhythm.Normal, HeartRhythm.Normal, HeartRhythm.AtrialFibrillation, HeartRhythm.AtrialFibrillation, HeartRhythm.AtrialFibrillation, HeartRhythm.Other, HeartRhythm.Normal],
            windows.Select(window => (HeartRhythm)window.Label));
        Assert.Equal("r1 at 50 s", windows[5].Name);
        Assert.All(windows, window => Assert.Equal(("r1", 100.0, 1000), (window.Subject, window.RateHz, window.Samples.Length)));
        // Lead II was taken: V5 is flat.
        Assert.All(windows, window => Assert.True(window.Samples.Max() > 2));
    }

    [Theory]
    [InlineData("(AFL", HeartRhythm.AtrialFibrillation)]
    [InlineData("(B", HeartRhythm.Other)]
    [InlineData("(SVTA", HeartRhythm.Other)]
    [InlineData("(N", HeartRhythm.Normal)]
    [InlineData("", HeartRhythm.Normal)]
    public void Rhythm_of_the_whole_window_decides(string rhythm, HeartRhythm expected)
    {
        WfdbFiles.Write(Folder, "r", RateHz, ("ECG", WfdbFiles.Beats(RateHz, 10)));
        IEnumerable<(int, int, string)> beats = Enumerable.Range(0, 9).Select(i => ((i * RateHz) + 50, WfdbFiles.Normal, ""));
        WfdbFiles.Annotate(Folder, "r", rhythm.Length == 0 ? beats : beats.Prepend((0, WfdbFiles.RhythmChange, rhythm)));
        Assert.Equal(expected, (HeartRhythm)Assert.Single(AnnotatedRhythms.Load(Folder, Preparation, 10)).Label);
    }

    [Fact]
    public void Rhythm_before_the_window_still_holds_in_it()
    {
        WfdbFiles.Write(Folder, "r", RateHz, ("ECG", WfdbFiles.Beats(RateHz, 30)));
        WfdbFiles.Annotate(Folder, "r", [(0, WfdbFiles.RhythmChange, "(AFIB"), (25 * RateHz, WfdbFiles.Normal, "")]);
        LabelledSignal window = Assert.Single(AnnotatedRhythms.Load(Folder, Preparation, 10));
        Assert.Equal((HeartRhythm.AtrialFibrillation, "r at 20 s"), ((HeartRhythm)window.Label, window.Name));
    }

    [Fact]
    public void Folder_without_usable_records_is_refused()
    {
        Assert.False(AnnotatedRhythms.Matches(Folder));
        WfdbFiles.Write(Folder, "plain", RateHz, ("ECG", WfdbFiles.Beats(RateHz, 30)));
        Assert.False(AnnotatedRhythms.Matches(Folder));
        // Brain waves with annotations match the layout, but have no lead.
        WfdbFiles.Write(Folder, "eeg", RateHz, ("EEG Cz", WfdbFiles.Beats(RateHz, 30)));
        WfdbFiles.Annotate(Folder, "eeg", [(100, WfdbFiles.Normal, "")]);
        Assert.True(AnnotatedRhythms.Matches(Folder));
        string message = Assert.Throws<DataException>(() => AnnotatedRhythms.Load(Folder, Preparation, 10)).Message;
        Assert.Contains("no record with .hea and .atr files", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_annotations_and_useless_signals_are_named()
    {
        WfdbFiles.Write(Folder, "r", RateHz, ("ECG", WfdbFiles.Beats(RateHz, 30)));
        _folder.Write("r.atr", [0x12, 0x70, 0xFF]);
        Assert.Contains("r.atr", Assert.Throws<WfdbException>(() => AnnotatedRhythms.Load(Folder, Preparation, 10)).Message, StringComparison.Ordinal);
        WfdbFiles.Write(Folder, "r", RateHz, ("ECG", [.. Enumerable.Repeat(double.NaN, 3000)]));
        Assert.Contains("r.hea", Assert.Throws<DataException>(() => AnnotatedRhythms.Load(Folder, Preparation, 10)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Record_100_of_the_arrhythmia_database_is_almost_all_normal()
    {
        foreach (string extension in (string[])["hea", "dat", "atr"])
        {
            string source = Assets.Require("wfdb", "wfdb-python", $"100.{extension}");
            File.Copy(source, _folder.PathOf($"100.{extension}"));
        }

        IReadOnlyList<LabelledSignal> windows = AnnotatedRhythms.Load(Folder, Preparation, 20.48);
        // 650000 samples at 360 Hz are 88 windows. 33 atrial premature beats and 1 ventricular one lie scattered among 2239 normal beats.
        Assert.Equal(88, windows.Count);
        Assert.DoesNotContain(windows, window => window.Label == (int)HeartRhythm.AtrialFibrillation);
        Assert.True(windows.Count(window => window.Label == (int)HeartRhythm.Normal) >= 80);
        Assert.All(windows, window => Assert.Equal(2048, window.Samples.Length));
    }
}

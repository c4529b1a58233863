using DeepHealth.Ecvl.Learning;
using DeepHealth.Ecvl.Signals;
using DeepHealth.Eddl;
using DeepHealth.Learning.Tests.Files;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Learning.Tests.Datasets;

public sealed class Cinc2017Tests : IDisposable
{
    private static readonly SignalPreparation Preparation = new(100);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Folder => _folder.PathOf(".");

    [Fact]
    public void Records_come_prepared_with_their_classes_in_the_order_of_the_reference()
    {
        foreach (string name in (string[])["A1", "A2", "A3", "A4"])
        {
            WfdbFiles.Write(Folder, name, 300, ("ECG", WfdbFiles.Beats(300, 10)));
        }

        Assert.False(Cinc2017.Matches(Folder));
        _folder.Write(Cinc2017.ReferenceFile, "A2,~\r\n\nA1,N\n A3 , O \nA4,A");
        Assert.True(Cinc2017.Matches(Folder));
        IReadOnlyList<LabelledSignal> signals = Cinc2017.Load(Folder, Preparation);
        Assert.Equal(["A2", "A1", "A3", "A4"], signals.Select(signal => signal.Name));
        Assert.Equal([HeartRhythm.Noise, HeartRhythm.Normal, HeartRhythm.Other, HeartRhythm.AtrialFibrillation], signals.Select(signal => (HeartRhythm)signal.Label));
        Assert.Equal(4, signals.Select(signal => signal.Subject).Distinct().Count());
        Assert.All(signals, signal => Assert.Equal((100.0, 1000), (signal.RateHz, signal.Samples.Length)));
        Assert.Equal(1, Math.Sqrt(signals[0].Samples.Average(x => (double)x * x)), 1e-4);
    }

    [Theory]
    [InlineData("A1")]
    [InlineData("A1,X")]
    [InlineData("A1,n")]
    [InlineData("A1,N,3")]
    [InlineData(",")]
    public void Malformed_line_is_named(string line)
    {
        WfdbFiles.Write(Folder, "A0", 300, ("ECG", WfdbFiles.Beats(300, 10)));
        _folder.Write(Cinc2017.ReferenceFile, $"A0,N\n\n{line}\n");
        string message = Assert.Throws<DataException>(() => Cinc2017.Load(Folder, Preparation)).Message;
        Assert.Contains(Cinc2017.ReferenceFile, message, StringComparison.Ordinal);
        Assert.Contains($"line 3 is \"{line}\"", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_damaged_and_useless_records_are_named()
    {
        _folder.Write(Cinc2017.ReferenceFile, "A9,N\n");
        Assert.Contains("A9.hea", Assert.ThrowsAny<SignalFormatException>(() => Cinc2017.Load(Folder, Preparation)).Message, StringComparison.Ordinal);
        WfdbFiles.Write(Folder, "A9", 300, ("ECG", WfdbFiles.Beats(300, 10)));
        byte[] data = File.ReadAllBytes(_folder.PathOf("A9.dat"));
        File.WriteAllBytes(_folder.PathOf("A9.dat"), data[..1000]);
        Assert.Contains("A9.dat", Assert.ThrowsAny<SignalFormatException>(() => Cinc2017.Load(Folder, Preparation)).Message, StringComparison.Ordinal);
        WfdbFiles.Write(Folder, "A9", 300, ("ECG", [1, 2, 3]));
        Assert.Contains("A9.hea", Assert.Throws<DataException>(() => Cinc2017.Load(Folder, Preparation)).Message, StringComparison.Ordinal);
        WfdbFiles.Write(Folder, "A9", 300);
        Assert.Contains("0 signals", Assert.Throws<DataException>(() => Cinc2017.Load(Folder, Preparation)).Message, StringComparison.Ordinal);
        _folder.Write(Cinc2017.ReferenceFile, "\n");
        Assert.Contains("0 records", Assert.Throws<DataException>(() => Cinc2017.Load(Folder, Preparation)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Corpus_has_the_classes_that_its_reference_counts()
    {
        string folder = Assets.Require("datasets", "cinc2017");
        IReadOnlyList<LabelledSignal> signals = Cinc2017.Load(folder, Preparation);
        Assert.Equal(107, signals.Count);
        Assert.Equal([54, 18, 25, 10], Enumerable.Range(0, 4).Select(label => signals.Count(signal => signal.Label == label)));
        // The challenge's records last 9 to 61 s.
        Assert.All(signals, signal => Assert.InRange(signal.Samples.Length, 900, 6100));
        Assert.All(signals, signal => Assert.All(signal.Samples, x => Assert.True(float.IsFinite(x))));
    }
}

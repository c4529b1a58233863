using DeepHealth.Ecvl.Signals;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Signals.Tests.Hdf5;

public sealed class SignalHdf5Tests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(65536, 4)]
    [InlineData(7, 0)]
    [InlineData(1, 9)]
    public void A_record_comes_back_with_every_attribute(int chunk, int level)
    {
        Require();
        SignalRecord record = Example();
        SignalHdf5.Write(_folder.PathOf("r.h5"), record, new SignalHdf5Options { ChunkSamples = chunk, DeflateLevel = level });
        SignalRecord read = SignalHdf5.Read(_folder.PathOf("r.h5"));
        Assert.Equal((record.Name, record.StartTime, record.WindowStartSeconds), (read.Name, read.StartTime, read.WindowStartSeconds));
        Assert.Equal(record.Comments, read.Comments);
        for (int i = 0; i < record.Signals.Count; i++)
        {
            (Signal expected, Signal actual) = (record.Signals[i], read.Signals[i]);
            Assert.Equal((expected.Label, expected.Unit, expected.RateHz), (actual.Label, actual.Unit, actual.RateHz));
            Assert.Equal(expected.Samples, actual.Samples);
            Assert.Equal(expected.Digital ?? [], actual.Digital ?? []);
        }

        Assert.Equal(record.Annotations.Select(a => (a.OnsetSeconds, a.DurationSeconds, a.Text)), read.Annotations.Select(a => (a.OnsetSeconds, a.DurationSeconds, a.Text)));
        Assert.Single(Directory.GetFiles(_folder.PathOf("")));
    }

    [Fact]
    public void A_record_without_anything_comes_back()
    {
        Require();
        SignalHdf5.Write(_folder.PathOf("r.h5"), new SignalRecord { Name = "", Signals = [] });
        SignalRecord read = SignalHdf5.Read(_folder.PathOf("r.h5"));
        Assert.Empty(read.Signals);
        Assert.Empty(read.Annotations);
        Assert.Null(read.StartTime);
    }

    [Fact]
    public void Missing_and_damaged_files_and_wrong_options_are_refused()
    {
        Require();
        Assert.Contains("does not exist", Assert.Throws<Hdf5Exception>(() => SignalHdf5.Read(_folder.PathOf("gone.h5"))).Message, StringComparison.Ordinal);
        Assert.Contains("no HDF5 file", Assert.Throws<Hdf5Exception>(() => SignalHdf5.Read(_folder.Write("x.h5", "no"))).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be created", Assert.Throws<Hdf5Exception>(() => SignalHdf5.Write(_folder.PathOf("no/r.h5"), Example())).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => SignalHdf5.Write(_folder.PathOf("r.h5"), Example(), new SignalHdf5Options { ChunkSamples = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => SignalHdf5.Write(_folder.PathOf("r.h5"), Example(), new SignalHdf5Options { DeflateLevel = 10 }));
    }

    [Fact]
    public void A_missing_library_is_named_in_one_sentence()
    {
        Assert.SkipWhen(SignalHdf5.IsAvailable, "The HDF5 library is installed.");
        Assert.Contains("libhdf5", Assert.Throws<Hdf5Exception>(() => SignalHdf5.Write(_folder.PathOf("r.h5"), Example())).Message, StringComparison.Ordinal);
    }

    private static void Require() => Assert.SkipUnless(SignalHdf5.IsAvailable, "The HDF5 library (libhdf5) is not installed.");

    private static SignalRecord Example() => new()
    {
        Name = "r",
        StartTime = new DateTime(2020, 2, 29, 13, 5, 1, 500),
        WindowStartSeconds = 12.5,
        Comments = ["Age: 61", "Größe: 1,80 m"],
        Signals = [new Signal("II", "mV", 250, [0.5, double.NaN, -1.25, 3, 4, 5, 6, 7], [100, 0, -250, 600, 800, 1000, 1200, 1400]), new Signal("ABP", "", 0.1, [1e-300, 2])],
        Annotations = [new SignalAnnotation { OnsetSeconds = 13, Text = "Événement" }, new SignalAnnotation { OnsetSeconds = 14, DurationSeconds = 2.5 }],
    };
}

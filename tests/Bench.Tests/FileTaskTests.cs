using System.Reflection;
using BenchmarkDotNet.Attributes;
using DeepHealth.Ecvl;
using DeepHealth.Ecvl.Signals;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Bench.Tests;

public class FileTaskTests
{
    [Fact]
    public void Every_family_has_a_suite()
    {
        IEnumerable<Type> families = typeof(IFileFamily).Assembly.GetTypes().Where(type => type.IsClass && typeof(IFileFamily).IsAssignableFrom(type));
        IEnumerable<Type> suites = typeof(FileSuite<>).GetCustomAttributes<GenericTypeArgumentsAttribute>().SelectMany(attribute => attribute.GenericTypeArguments);
        Assert.Equal(families.Select(type => type.Name).Order(), suites.Select(type => type.Name).Order());
    }

    [Fact]
    public void A_quick_run_touches_every_family_and_names_are_unique()
    {
        IReadOnlyList<FileTask>[] families = [[.. ImageCodecs.Tasks], [.. DicomFiles.Tasks], [.. Volumes.Tasks], [.. Signals.Tasks]];
        Assert.All(families, tasks => Assert.Contains(tasks, task => task.IsQuick));
        string[] names = [.. families.SelectMany(tasks => tasks).Select(task => task.Name)];
        Assert.Equal(names.Length, names.Distinct().Count());
    }

    [Fact]
    public void Reading_a_signal_file_can_be_called_again_and_again()
    {
        using TemporaryFolder folder = new();
        FileTask task = Signals.Tasks.First();
        Action run = task.Prepare(folder.Path, 2);
        run();
        run();
        string file = Directory.EnumerateFiles(folder.Path, "*.edf").First();
        Assert.Equal(task.Work / Directory.EnumerateFiles(folder.Path).Count() * 3600, EdfFile.Open(file).Read().Signals[0].DurationSeconds);
    }

    [Fact]
    public void Drawn_pictures_keep_their_samples_in_a_file()
    {
        Image picture = Pictures.Photograph(40, 30);
        Assert.Equal(picture.AsSpan<byte>().ToArray(), ImageFile.Read(ImageFile.Encode(picture, new PngWriteOptions())).AsSpan<byte>().ToArray());
    }

    [Fact]
    public void Dicom_and_volume_tasks_can_be_called_again_and_again()
    {
        foreach (FileTask task in DicomFiles.Tasks.Where(task => !task.Name.StartsWith("series", StringComparison.Ordinal)).Concat(Volumes.Tasks.Take(1)))
        {
            using TemporaryFolder folder = new();
            Action call = task.Prepare(folder.Path, 1);
            call();
            call();
        }
    }
}

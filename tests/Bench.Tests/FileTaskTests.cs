using System.Reflection;
using BenchmarkDotNet.Attributes;
using DeepHealth.Ecvl;
using DeepHealth.Ecvl.Signals;
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
    public void Made_files_hold_what_was_drawn()
    {
        string folder = Directory.CreateTempSubdirectory("deephealth-bench-tests").FullName;
        try
        {
            string path = Path.Combine(folder, "a.edf");
            EdfMaker.Write(path, [0, 1, -2, 9.5], rateHz: 2);
            Assert.Equal([0, 1, -2, 9.5], EdfFile.Open(path).Read().Signals[0].Samples, (expected, actual) => Math.Abs(expected - actual) < 1e-3);

            Image picture = Pictures.Photograph(40, 30);
            Assert.Equal(picture.AsSpan<byte>().ToArray(), ImageFile.Read(ImageFile.Encode(picture, new PngWriteOptions())).AsSpan<byte>().ToArray());
            GC.KeepAlive(picture);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Dicom_and_volume_tasks_can_be_called_again_and_again()
    {
        foreach (FileTask task in DicomFiles.Tasks.Where(task => !task.Name.StartsWith("series", StringComparison.Ordinal)).Concat(Volumes.Tasks.Take(1)))
        {
            string folder = Directory.CreateTempSubdirectory("deephealth-bench-tests").FullName;
            try
            {
                Action call = task.Prepare(folder, 1);
                call();
                call();
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}

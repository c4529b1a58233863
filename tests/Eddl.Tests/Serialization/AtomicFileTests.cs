using DeepHealth.Numerics;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Eddl.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Text_is_written_and_replaced_without_leftovers()
    {
        string path = _folder.PathOf("metrics.json");
        AtomicFile.WriteText(path, "a long first text, ü");
        Assert.Equal("a long first text, ü"u8.ToArray(), File.ReadAllBytes(path));
        AtomicFile.WriteText(path, "short");
        Assert.Equal("short", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_failing_writer_leaves_the_old_file()
    {
        string path = _folder.PathOf("model");
        AtomicFile.WriteText(path, "old");
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.WriteByte(1);

            // While it is written the new content has another name in the same folder.
            Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
            throw new InvalidOperationException("disk on fire");
        }));
        Assert.Equal("disk on fire", error.Message);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_reader_of_the_old_file_keeps_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows refuses to replace an open file.");
        string path = _folder.PathOf("model");
        AtomicFile.WriteText(path, "old");
        using StreamReader reader = new(path);
        AtomicFile.WriteText(path, "new");
        Assert.Equal("old", reader.ReadToEnd());
        Assert.Equal("new", File.ReadAllText(path));
    }

    [Fact]
    public void A_missing_folder_is_an_error()
        => Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.WriteText(Path.Combine(_folder.Path, "missing", "file"), "x"));
}

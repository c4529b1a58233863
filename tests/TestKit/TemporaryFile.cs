namespace DeepHealth.TestKit;

/// <summary>A path of its own that is deleted at the end.</summary>
public sealed class TemporaryFile(string extension = ".safetensors") : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"deephealth-{Guid.NewGuid():N}{extension}");

    public static implicit operator string(TemporaryFile file) => file.Path;

    public void Dispose() => File.Delete(Path);
}

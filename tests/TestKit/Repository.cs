namespace DeepHealth.TestKit;

/// <summary>Locates files of the repository from a test's output folder.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>DeepHealth.sln</c>.</summary>
    public static string Root { get; } = Find();

    /// <summary>Full path of a file or folder of the repository.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "DeepHealth.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"DeepHealth.sln is in no folder above {AppContext.BaseDirectory}.");
    }
}

using Xunit;

namespace DeepHealth.Architecture.Tests;

/// <summary>The files of this repository keep the rules of style.</summary>
public sealed class RepositoryStyleTests
{
    [Fact]
    public void Files_stay_short() => Listing.AssertEmpty(RepositoryFiles.Sources.SelectMany(file => StyleRules.TooLong(file.Path, file.Text)));

    [Fact]
    public void Each_type_has_a_file_of_its_name() => Listing.AssertEmpty(RepositoryFiles.Sources.SelectMany(file => StyleRules.TypesAndFileName(file.Path, file.Text)));

    [Fact]
    public void Nothing_is_left_unfinished() => Listing.AssertEmpty(RepositoryFiles.Sources.SelectMany(file => StyleRules.Unfinished(file.Path, file.Text)));

    [Fact]
    public void No_file_names_a_path_of_one_machine() => Listing.AssertEmpty(RepositoryFiles.Texts.SelectMany(file => StyleRules.MachinePaths(file.Path, file.Text)));

    [Fact]
    public void Every_folder_of_goldens_says_how_they_were_made()
    {
        const string Root = "tests/Golden/";
        var folders = RepositoryFiles.Paths.Where(path => path.StartsWith(Root, StringComparison.Ordinal)).GroupBy(path => path[Root.Length..].Split('/')[0]).ToArray();
        Assert.NotEmpty(folders);
        Listing.AssertEmpty(folders
            .Where(folder => !folder.Any(path => path.EndsWith(".py", StringComparison.Ordinal) || Path.GetFileName(path).StartsWith("README", StringComparison.Ordinal)))
            .Select(folder => $"{Root}{folder.Key} has neither a script nor a README that says how its data were made."));
    }
}

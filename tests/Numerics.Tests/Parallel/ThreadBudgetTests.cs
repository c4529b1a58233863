using Xunit;

namespace DeepHealth.Numerics.Tests;

public sealed class ThreadBudgetTests
{
    [Theory]
    [InlineData("", 8, 8, 8, 0)]
    [InlineData("DEEPHEALTH_THREADS=3", 8, 8, 3, 0)]
    [InlineData("DEEPHEALTH_THREADS=many", 8, 8, 8, 0)]
    [InlineData("DEEPHEALTH_THREADS=0", 8, 8, 8, 0)]
    [InlineData("SLURM_CPUS_PER_TASK=4", 8, 8, 4, 0)]
    [InlineData("SLURM_CPUS_PER_TASK=16", 8, 8, 8, 0)]
    [InlineData("SLURM_CPUS_PER_TASK=4 DEEPHEALTH_THREADS=12", 8, 8, 12, 0)]
    [InlineData("OMPI_COMM_WORLD_LOCAL_SIZE=4 OMPI_COMM_WORLD_LOCAL_RANK=3", 8, 8, 2, 6)]
    [InlineData("MPI_LOCALNRANKS=2 MPI_LOCALRANKID=1", 8, 8, 4, 4)]
    [InlineData("MV2_COMM_WORLD_LOCAL_SIZE=16 MV2_COMM_WORLD_LOCAL_RANK=5", 8, 8, 1, 5)]
    [InlineData("OMPI_COMM_WORLD_LOCAL_SIZE=4 OMPI_COMM_WORLD_LOCAL_RANK=3", 2, 8, 2, 0)]
    [InlineData("OMPI_COMM_WORLD_LOCAL_SIZE=2 OMPI_COMM_WORLD_LOCAL_RANK=1 DEEPHEALTH_THREADS=3", 8, 8, 3, 3)]
    public void Ranks_of_one_computer_share_its_processors(string environment, int allowed, int online, int threads, int first)
    {
        Dictionary<string, string> variables = environment
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(text => text.Split('='))
            .ToDictionary(parts => parts[0], parts => parts[1]);
        Assert.Equal(new ThreadBudget(threads, first), ThreadBudget.From(variables.GetValueOrDefault, allowed, online));
    }
}

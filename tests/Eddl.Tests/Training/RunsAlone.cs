using Xunit;

namespace DeepHealth.Eddl.Tests;

/// <summary>Tests that measure the whole process and therefore run while no other does.</summary>
[CollectionDefinition(nameof(RunsAlone), DisableParallelization = true)]
public sealed class RunsAlone;

using Xunit;

namespace DeepHealth.Distributed.Tests;

public sealed class SelfCommunicatorTests
{
    [Fact]
    public void A_group_of_one_keeps_its_values()
    {
        using SelfCommunicator communicator = new();
        float[] values = [1, 2, 3];
        communicator.AllReduceSum(values);
        communicator.Broadcast<float>(values);
        communicator.Barrier();
        Assert.Equal([1, 2, 3], values);
        Assert.Equal((0, 1), (communicator.Rank, communicator.Size));
        Assert.Throws<ArgumentOutOfRangeException>(() => communicator.Broadcast<float>(values, root: 1));
    }
}

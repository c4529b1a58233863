using Xunit;

namespace DeepHealth.Numerics.Tests;

/// <summary>Many random words at once are the words that one gets one by one.</summary>
public sealed class RandomSequenceFillTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 3)]
    [InlineData(0, 16)]
    [InlineData(7, 45)]
    [InlineData(0xFFFFFFFAL, 100)] // the counter carries into its second word
    public void Words_filled_at_once_equal_those_by_position(long firstBlock, int count)
    {
        RandomSequence random = new(0x0123456789ABCDEF, 5, 9);
        uint[] words = new uint[count];
        random.FillBits(firstBlock, words);
        for (int i = 0; i < count; i++)
        {
            Assert.Equal(random.Bits((4 * firstBlock) + i), words[i]);
        }
    }
}

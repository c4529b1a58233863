using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace DeepHealth.TestKit;

/// <summary>Feeds a parser with damaged files: the outcome must be a result or a typed exception, soon and in bounded memory.</summary>
public static class Mutations
{
    private const long MostBytesAbove = 512L << 20;
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(2);

    /// <summary>Parses mutations of good files. <c>DEEPHEALTH_FUZZ</c> replaces the number of cases for a long run, or states the first case and the one behind the last, as in 20000-40000.</summary>
    /// <typeparam name="TException">The parser's own exception, the only one allowed.</typeparam>
    /// <param name="count">Cases, chosen so that the test takes some seconds at most.</param>
    /// <param name="files">Good files, small ones.</param>
    /// <param name="parse">Reads a file as a whole, decoding included.</param>
    public static void Run<TException>(int count, IReadOnlyList<byte[]> files, Action<byte[]> parse)
        where TException : Exception
    {
        Assert.NotEmpty(files);
        int first = 0;
        if (Environment.GetEnvironmentVariable("DEEPHEALTH_FUZZ") is { Length: > 0 } asked)
        {
            int[] range = Array.ConvertAll(asked.Split('-'), text => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture));
            (first, count) = range.Length == 1 ? (0, range[0]) : (range[0], range[1]);
        }

        int refused = 0;
        for (int number = first; number < count; number++)
        {
            byte[] mutation = Mutate(files, number);
            long before = GC.GetAllocatedBytesForCurrentThread();
            (bool isRefused, TimeSpan time) = Parse<TException>(mutation, number, parse);
            refused += isRefused ? 1 : 0;
            long taken = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(taken <= mutation.Length + MostBytesAbove, $"Mutation {number} of {mutation.Length} bytes took {taken} bytes.");
            if (time >= s_longest)
            {
                // A machine may pause once; a parser that is slow is slow again.
                time = Parse<TException>(mutation, number, parse).Time;
                Assert.True(time < s_longest, $"Mutation {number} took {time}.");
            }
        }

        Assert.True(refused > 0, $"None of {count - first} damaged files was refused.");
    }

    /// <summary>Mutation <paramref name="number"/> of the files: always the same bytes, so that a failed number is a test case.</summary>
    public static byte[] Mutate(IReadOnlyList<byte[]> files, int number)
    {
        Random random = new(number);
        byte[] file = files[random.Next(files.Count)];
        byte[] bytes = [.. file];
        for (int change = random.Next(1, 5); change > 0 && bytes.Length > 0; change--)
        {
            // Headers are small and decide most, so half of the changes go there.
            int at = random.Next(random.Next(2) == 0 ? Math.Min(bytes.Length, 256) : bytes.Length);
            switch (random.Next(7))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.AsSpan(at, Math.Min(random.Next(1, 9), bytes.Length - at)).Fill((byte)(random.Next(2) == 0 ? 0 : 255));
                    break;
                case 3:
                    bytes = bytes[..at];
                    break;
                case 4:
                    int cut = Math.Min(random.Next(1, 65), bytes.Length - at);
                    bytes = [.. bytes.AsSpan(0, at), .. bytes.AsSpan(at + cut)];
                    break;
                case 5:
                    int repeated = Math.Min(random.Next(1, 65), bytes.Length - at);
                    bytes = [.. bytes.AsSpan(0, at + repeated), .. bytes.AsSpan(at)];
                    break;
                default:
                    byte[] other = files[random.Next(files.Count)];
                    int length = Math.Min(random.Next(1, 129), Math.Min(other.Length, bytes.Length - at));
                    other.AsSpan(random.Next(other.Length - length + 1), length).CopyTo(bytes.AsSpan(at));
                    break;
            }
        }

        return bytes;
    }

    private static (bool IsRefused, TimeSpan Time) Parse<TException>(byte[] mutation, int number, Action<byte[]> parse)
        where TException : Exception
    {
        long start = Stopwatch.GetTimestamp();
        bool isRefused = false;
        try
        {
            parse(mutation);
        }
        catch (TException)
        {
            isRefused = true;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Assert.Fail($"Mutation {number} ({mutation.Length} bytes) ended in {error}");
        }

        return (isRefused, Stopwatch.GetElapsedTime(start));
    }
}

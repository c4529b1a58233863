namespace DeepHealth.Signals.Tests;

/// <summary>Cuts a stream into pieces as a live source would deliver them.</summary>
internal static class Pieces
{
    /// <summary>Pieces of random lengths, some of them empty, that together cover the stream.</summary>
    public static IEnumerable<Range> Random(int length, int seed)
    {
        var random = new Random(seed);
        for (int at = 0; at < length;)
        {
            int end = Math.Min(length, at + random.Next(0, random.Next(2, 90)));
            yield return at..end;
            at = end;
        }
    }
}

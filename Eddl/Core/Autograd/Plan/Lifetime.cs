namespace DeepHealth.Eddl;

/// <summary>When the memory of a storage is in use, in steps of the plan.</summary>
/// <param name="storage">The storage.</param>
/// <param name="format">How its tensor lies in it where the channels are last.</param>
internal sealed class Lifetime(Storage storage, ChannelsLast? format)
{
    private Lifetime? _host;

    /// <summary>The storage.</summary>
    public Storage Storage { get; } = storage;

    /// <summary>How its tensor lies in it where the channels are last; null elsewhere.</summary>
    public ChannelsLast? Format { get; } = format;

    /// <summary>First step that writes it.</summary>
    public int Start { get; private set; } = int.MaxValue;

    /// <summary>Last step that reads it.</summary>
    public int End { get; private set; } = -1;

    /// <summary>The lifetime whose place this one takes; itself where it has a place of its own.</summary>
    public Lifetime Host
    {
        get
        {
            Lifetime host = this;
            while (host._host is { } next)
            {
                host = next;
            }

            return host;
        }
    }

    /// <summary>Whether both lie in memory alike, so that one may be written over the other.</summary>
    public bool FitsOver(Lifetime other)
        => Storage.Size == other.Storage.Size && (Format is null ? other.Format is null : other.Format is not null && Format.IsLike(other.Format));

    /// <summary>Counts a step that uses the memory.</summary>
    public void Use(int step)
    {
        Start = Math.Min(Start, step);
        End = Math.Max(End, step);
    }

    /// <summary>Moves into the place of another, which then lives as long as both.</summary>
    public void MoveInto(Lifetime host)
    {
        host.Use(Start);
        host.Use(End);
        _host = host;
    }

    /// <summary>Whether both are in use at some step.</summary>
    public bool Overlaps(Lifetime other) => Start <= other.End && other.Start <= End;
}

using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using DeepHealth.Numerics;

namespace DeepHealth.Eddl;

/// <summary>Reads a dataset batch by batch; a loader thread fills the next batch while the current one is computed.</summary>
/// <remarks>The order of an epoch depends on (seed, epoch) alone. An exception of the dataset reaches the caller of <see cref="Next"/>.
/// After the first epoch nothing is allocated. One caller at a time.</remarks>
public sealed class BatchLoader : IDisposable
{
    private readonly Dataset _data;
    private readonly int _batchSize;
    private readonly ulong _seed;
    private readonly bool _shuffle;
    private readonly bool _training;
    private readonly BatchSlot[] _slots;
    private readonly int[] _order;
    private readonly SemaphoreSlim _requested = new(0);
    private readonly SemaphoreSlim _filled = new(0);
    private readonly Thread? _thread;
    private readonly Batch?[] _ready = new Batch?[2];
    private Exception? _failure;
    private volatile bool _stopping;
    private int _epoch;
    private int _next;
    private bool _pending;
    private bool _hasBegun;

    /// <summary>Creates a loader.</summary>
    /// <param name="data">Samples.</param>
    /// <param name="batchSize">Samples per batch, at least 1; the last batch of an epoch may be smaller.</param>
    /// <param name="seed">Seed of the order and of the augmentation.</param>
    /// <param name="shuffle">Whether each epoch has an order of its own.</param>
    /// <param name="training">Whether samples are augmented.</param>
    /// <param name="prefetch">Whether a thread fills the next batch in advance.</param>
    /// <param name="device">Device of the batches; <see cref="Device.Cpu"/> where null.</param>
    /// <param name="dropLast">Whether a last, smaller batch of an epoch is left out.</param>
    /// <exception cref="DataException">The dataset is empty.</exception>
    public BatchLoader(
        Dataset data, int batchSize, ulong seed = 0, bool shuffle = false, bool training = false, bool prefetch = true, Device? device = null,
        bool dropLast = false)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        if (data.Count < 1)
        {
            throw new DataException("BatchLoader: the dataset has 0 samples; at least 1 is needed.");
        }

        _data = data;
        _batchSize = Math.Min(batchSize, data.Count);
        BatchCount = (data.Count + (dropLast ? 0 : _batchSize - 1)) / _batchSize;
        _seed = seed;
        _shuffle = shuffle;
        _training = training;
        _order = new int[data.Count];
        Device place = device ?? Device.Cpu;
        _slots = prefetch
            ? [new BatchSlot(data, _batchSize, place), new BatchSlot(data, _batchSize, place)]
            : [new BatchSlot(data, _batchSize, place)];
        if (prefetch)
        {
            _thread = new Thread(FillRequested) { IsBackground = true, Name = "deephealth loader" };
            _thread.Start();
        }
    }

    /// <summary>Batches per epoch.</summary>
    public int BatchCount { get; }

    /// <summary>Starts an epoch.</summary>
    /// <param name="epoch">Number of the epoch, from 0.</param>
    public void Begin(int epoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        DropPending();
        _hasBegun = true;
        _epoch = epoch;
        _next = 0;
        if (_shuffle)
        {
            new RandomSequence(_seed, RandomUse.Shuffle, (uint)epoch).FillPermutation(_order);
        }
        else
        {
            for (int i = 0; i < _order.Length; i++)
            {
                _order[i] = i;
            }
        }

        Request();
    }

    /// <summary>The next batch of the epoch; it is valid until the next call.</summary>
    /// <returns>The batch, or null at the end of the epoch.</returns>
    /// <exception cref="DataException">A sample could not be read; the message names it. The next call goes on with the batch after it.</exception>
    /// <exception cref="InvalidOperationException">No epoch has begun.</exception>
    public Batch? Next()
    {
        if (!_hasBegun)
        {
            throw new InvalidOperationException("BatchLoader: no epoch has begun; call Begin first.");
        }

        if (_next >= BatchCount)
        {
            return null;
        }

        int batch = _next;
        if (_thread is null)
        {
            _next++;
            return _slots[0].Fill(Samples(batch), Context);
        }

        _filled.Wait();
        _pending = false;
        Exception? failure = _failure;
        _failure = null;
        Batch? ready = _ready[batch % 2];
        _next++;
        Request();
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        return ready;
    }

    /// <summary>Stops the loader thread.</summary>
    public void Dispose()
    {
        if (_stopping)
        {
            return;
        }

        DropPending();
        _stopping = true;
        if (_thread is not null)
        {
            _requested.Release();
            _thread.Join();
        }

        _requested.Dispose();
        _filled.Dispose();
    }

    private SampleContext Context => new(_seed, _epoch, 0, _training);

    private ReadOnlySpan<int> Samples(int batch)
        => _order.AsSpan(batch * _batchSize, Math.Min(_batchSize, _order.Length - (batch * _batchSize)));

    private void Request()
    {
        if (_thread is not null && _next < BatchCount)
        {
            _pending = true;
            _requested.Release();
        }
    }

    private void DropPending()
    {
        if (_pending)
        {
            _filled.Wait();
            _pending = false;
            _failure = null;
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Every exception reaches the caller of Next; none may end the process from this thread.")]
    private void FillRequested()
    {
        while (true)
        {
            _requested.Wait();
            if (_stopping)
            {
                return;
            }

            try
            {
                // The caller computes with the other slot meanwhile.
                _ready[_next % 2] = _slots[_next % 2].Fill(Samples(_next), Context);
            }
            catch (Exception error)
            {
                _failure = error;
            }

            _filled.Release();
        }
    }
}

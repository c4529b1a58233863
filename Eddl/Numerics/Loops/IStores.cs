namespace DeepHealth.Numerics;

/// <summary>How a loop writes its results: a type argument, so that each way has a loop of its own.</summary>
internal unsafe interface IStores
{
    /// <summary>Announces what the loop reads some time after the floats at an address.</summary>
    static abstract void ReadAhead<T>(float* source)
        where T : struct, ILanes<T>;

    /// <summary>Writes a whole vector.</summary>
    static abstract void Write<T>(T value, float* destination)
        where T : struct, ILanes<T>;

    /// <summary>Writes a whole register.</summary>
    static abstract void Write<TRegister, TVector>(TVector value, float* destination)
        where TRegister : struct, IRegister<TVector>
        where TVector : struct;

    /// <summary>Ends the loop: whoever learns that it is done finds its results.</summary>
    static abstract void Finish();
}

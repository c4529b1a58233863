using System.Runtime.Intrinsics;

namespace DeepHealth.Ecvl;

/// <summary>What a row filter expects a sample to be; PNG, third edition, clause 9.2.</summary>
internal interface IPngGuess
{
    /// <summary>The guess for eight samples of 0 … 255.</summary>
    static abstract Vector128<short> Of(Vector128<short> left, Vector128<short> above, Vector128<short> corner);

    /// <summary>The guess for one sample.</summary>
    static abstract int Of(int left, int above, int corner);
}

namespace DeepHealth.Ecvl.Signals;

/// <summary>An annotation of a WFDB annotation file: usually one heart beat, or a change of rhythm.</summary>
/// <remarks><see cref="SignalAnnotation.Text"/> is the auxiliary string, for example <c>(AFIB</c> at the start of atrial fibrillation.</remarks>
public sealed class WfdbAnnotation : SignalAnnotation
{
    /// <summary>Time in the file's own unit: samples of the record, unless the file states another resolution.</summary>
    public required long Sample { get; init; }

    /// <summary>Numeric code, 1 to 49.</summary>
    public required int Code { get; init; }

    /// <summary>Mnemonic of the code, for example <c>N</c>, <c>V</c> or <c>+</c>; <c>[n]</c> for a code without one.</summary>
    public required string Symbol { get; init; }

    /// <summary>Subtype, -128 to 127; default 0.</summary>
    public int Subtype { get; init; }

    /// <summary>Signal that the annotation belongs to, 0 to 255; default 0.</summary>
    public int Channel { get; init; }

    /// <summary>User-defined number, -128 to 127; default 0.</summary>
    public int Number { get; init; }

    /// <summary>True for a heart beat of any kind, false for rhythm, noise, wave and comment annotations.</summary>
    public bool IsBeat => WfdbAnnotationCodes.IsBeat(Code);

    /// <summary>The rhythm that begins here, without the bracket (<c>AFIB</c> for <c>(AFIB</c>), or null where no rhythm begins.</summary>
    public string? Rhythm => Code == WfdbAnnotationCodes.RhythmChange && Text.StartsWith('(') ? Text[1..] : null;
}

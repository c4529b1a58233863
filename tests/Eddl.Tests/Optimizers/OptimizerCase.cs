namespace DeepHealth.Eddl.Tests;

/// <summary>Five steps of an optimizer that PyTorch did in double precision.</summary>
public sealed record OptimizerCase(
    string Name,
    string Kind,
    double Decay,
    DecayScope Scope,
    double Clip,
    double[] Rates,
    IReadOnlyList<IReadOnlyDictionary<string, double[]>> Steps,
    double Momentum = 0,
    bool Nesterov = false,
    double Beta1 = 0.9,
    double Beta2 = 0.999,
    double Epsilon = 1e-8)
{
    /// <summary>Whether the rates are those of <c>StepDecay(0.1, 0.5, 2)</c> with a factor of 0.2 from the third step on.</summary>
    public bool HasSchedule => Rates[^1] != Rates[0];

    public Optimizer Create()
    {
        LearningRateSchedule rate = HasSchedule ? new StepDecay(0.1, 0.5, 2) : 0.1;
        return Kind switch
        {
            "sgd" => new Sgd(rate, Momentum, Nesterov, Decay, Scope, Clip),
            "adam" => new Adam(rate, Beta1, Beta2, Epsilon, Decay, Scope, Clip),
            "adamw" => new AdamW(rate, Beta1, Beta2, Epsilon, Decay, Scope, Clip),
            _ => throw new InvalidDataException($"Unknown optimizer {Kind}."),
        };
    }

    public override string ToString() => Name;
}

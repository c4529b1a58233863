namespace DeepHealth.Eddl;

/// <summary>What the forward pass of a recurrent layer keeps for its gradient, at the time of each step.</summary>
/// <param name="states">h before the step, <c>[N, T, H]</c>.</param>
/// <param name="gates">Activations of the step, <c>[N, T, G·H]</c>.</param>
/// <param name="memory">LSTM: the cell c after the step; GRU: the recurrent sum q_n with its bias; <c>[N, T, H]</c>.</param>
public sealed class RecurrentTape(Tensor states, Tensor gates, Tensor memory)
{
    /// <summary>h before the step, <c>[N, T, H]</c>.</summary>
    public Tensor States { get; } = states;

    /// <summary>Activations of the step, <c>[N, T, G·H]</c>.</summary>
    public Tensor Gates { get; } = gates;

    /// <summary>LSTM: the cell c after the step; GRU: the recurrent sum q_n with its bias; <c>[N, T, H]</c>.</summary>
    public Tensor Memory { get; } = memory;
}

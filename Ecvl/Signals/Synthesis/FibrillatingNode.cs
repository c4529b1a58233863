namespace DeepHealth.Ecvl.Signals;

/// <summary>Beat intervals during atrial fibrillation.</summary>
/// <remarks>Corino et al. 2011: atrial impulses reach the atrioventricular node as a Poisson process of rate λ. An impulse passes with the
/// probability β(t), t since the last beat: 0 up to the refractory period τ, rising linearly to 1 at τ + τp (concealed conduction), then 1.
/// τ is that of the slow pathway with probability α, else that of the fast one. The process itself is simulated, not its density.</remarks>
internal static class FibrillatingNode
{
    /// <summary>Draws the next interval in seconds.</summary>
    public static double NextInterval(RandomDraws random, AtrialFibrillationParameters node)
    {
        double refractory = random.Chance(node.SlowPathwayShare) ? node.SlowRefractorySeconds : node.FastRefractorySeconds;
        // A Poisson process has no memory, so counting may start at the end of the refractory period.
        double beyond = 0;
        while (true)
        {
            beyond += random.Exponential(1 / node.ImpulseRateHz);
            if (beyond >= node.ProlongationSeconds || random.Chance(beyond / node.ProlongationSeconds))
            {
                return refractory + beyond;
            }
        }
    }
}

namespace DeepHealth.Eddl;

/// <summary>How classes of unequal size are weighed.</summary>
public enum ClassWeighting
{
    /// <summary>Every sample counts 1.</summary>
    None,

    /// <summary>Every class counts the same: a sample counts <c>n / (classes · size of its class)</c> (King and Zeng, "Logistic Regression in Rare Events Data", Political Analysis 9, 2001, section 4.2).</summary>
    Balanced,
}

using DeepHealth.Eddl;

namespace DeepHealth.Samples.SeizureDetection.Learning;

/// <summary>Rows to learn from and rows to be judged, of other patients.</summary>
internal static class PatientSplit
{
    /// <summary>Divides rows; classes are spread evenly, as far as whole patients allow.</summary>
    /// <exception cref="UsageException">There are too few patients.</exception>
    public static DataSplit Of(ExamRows data, double testShare)
    {
        int patients = data.Patients.Distinct().Count();
        int folds = Math.Clamp((int)Math.Round(1 / testShare), 2, Math.Max(patients, 2));
        if (patients < 2)
        {
            throw new UsageException($"The data set has {patients} patient; at least 2 are needed, one to learn from and one to judge by.");
        }

        DataSplit split = DataSplits.Grouped(data.Patients, folds, data.Labels)[0];
        Prove(data, split);
        return split;
    }

    /// <summary>Fails where a patient is on both sides: the score would be worth nothing.</summary>
    public static void Prove(ExamRows data, DataSplit split)
    {
        HashSet<string> learnt = [.. split.Train.Select(row => data.Patients[row])];
        string[] both = [.. split.Test.Select(row => data.Patients[row]).Distinct().Where(learnt.Contains)];
        if (both.Length > 0)
        {
            throw new InvalidOperationException($"PatientSplit: {both.Length} patients, such as {both[0]}, are on both sides.");
        }
    }
}

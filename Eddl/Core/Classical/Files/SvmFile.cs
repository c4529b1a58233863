using System.Globalization;

namespace DeepHealth.Eddl;

/// <summary>Stores support vector machines as tensors in a safetensors file.</summary>
/// <remarks>The tensors are <c>vectors [vectors · features]</c> and <c>rows [vectors]</c>, the support vectors and their rows in the training set, and for the
/// machine of each pair of classes <c>first</c>, <c>second</c>, <c>bias</c> and <c>members</c>, the number of its vectors, whose places among
/// all and coefficients follow each other in <c>member</c> and <c>coefficient</c>.</remarks>
public static class SvmFile
{
    private const string Kind = "deephealth.svm.1";

    /// <summary>Writes a model, whole or not at all.</summary>
    /// <param name="path">The file, replacing one that exists.</param>
    /// <param name="model">The model.</param>
    /// <param name="metadata">Further facts; the keys <c>kind</c>, <c>vectors</c>, <c>features</c>, <c>classes</c>, <c>kernel</c> and <c>gamma</c> are taken.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, SupportVectorMachine model, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        BinarySvm[] machines = model.Machines.ToArray();
        ModelTensors.Write(
            path,
            Kind,
            metadata,
            [
                ModelTensors.Fact("vectors", model.Support.Rows),
                ModelTensors.Fact("features", model.Features),
                ModelTensors.Fact("classes", model.Classes),
                ("kernel", model.Kernel.ToString()),
                ("gamma", model.Gamma.ToString("R", CultureInfo.InvariantCulture)),
            ],
            ModelTensors.Named("vectors", model.Support.Values),
            ModelTensors.Named<int>("rows", [.. model.SupportRows]),
            ModelTensors.Named<int>("first", [.. machines.Select(machine => machine.First)]),
            ModelTensors.Named<int>("second", [.. machines.Select(machine => machine.Second)]),
            ModelTensors.Named<int>("members", [.. machines.Select(machine => machine.Support.Length)]),
            ModelTensors.Named<int>("member", [.. machines.SelectMany(machine => machine.Support)]),
            ModelTensors.Named<double>("coefficient", [.. machines.SelectMany(machine => machine.Coefficients)]),
            ModelTensors.Named<double>("bias", [.. machines.Select(machine => machine.Bias)]));
    }

    /// <summary>Reads a model.</summary>
    /// <param name="path">A file written by <see cref="Write"/>.</param>
    /// <exception cref="SafeTensorsException">The file is damaged, holds no machine, or values that do not fit each other or are not finite.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SupportVectorMachine Read(string path)
    {
        using ModelTensors file = ModelTensors.Open("SvmFile", path, Kind);
        int rows = file.Number("vectors", least: 1);
        int features = file.Number("features", least: 1);
        int classes = file.Number("classes", least: 2);
        if (!Enum.TryParse(file.Text("kernel"), out SvmKernel kernel) || !Enum.IsDefined(kernel)
            || !double.TryParse(file.Text("gamma"), NumberStyles.Float, CultureInfo.InvariantCulture, out double gamma) || !(gamma > 0) || double.IsInfinity(gamma))
        {
            throw file.Refuse($"has the kernel \"{file.Text("kernel")}\" of width \"{file.Text("gamma")}\"; {string.Join(" or ", Enum.GetNames<SvmKernel>())} and a finite number above 0 are needed");
        }

        int count = file.Values<int>("first").Length;
        int[] first = file.Within("first", count, 0, classes - 1);
        int[] second = file.Within("second", count, 0, classes - 1);
        int[] members = file.Within("members", count, 0, rows);
        double[] bias = file.Finite("bias", count);
        long total = members.Sum(length => (long)length);
        int[] member = file.Within("member", total, 0, rows - 1);
        double[] coefficient = file.Finite("coefficient", total);
        BinarySvm[] machines = new BinarySvm[count];
        int at = 0;
        for (int i = 0; i < machines.Length; i++)
        {
            int end = at + members[i];
            machines[i] = new BinarySvm(first[i], second[i], member[at..end], coefficient[at..end], bias[i]);
            at = end;
        }

        FeatureTable support = new(rows, features, file.Finite("vectors", (long)rows * features));
        return new SupportVectorMachine(support, file.Within("rows", rows, 0, int.MaxValue), machines, classes, kernel, gamma);
    }
}

using System.Globalization;
using System.Text;

namespace DeepHealth.Eddl;

public sealed partial class Model
{
    /// <summary>The network as a table: modules with their output shapes and numbers of parameters.</summary>
    public string Summary()
    {
        List<(string Module, string Output, string Count)> rows = [("module", "output", "parameters")];
        AddRows(Network, 0, rows);
        int first = rows.Max(row => row.Module.Length);
        int second = rows.Max(row => row.Output.Length);
        StringBuilder text = new();
        foreach ((string module, string output, string count) in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"{module.PadRight(first)}  {output.PadRight(second)}  {count,12}\n");
        }

        long states = Parameters.Parameters.Where(parameter => parameter.Kind == ParameterKind.State).Sum(parameter => (long)parameter.Shape.ElementCount);
        text.Append(CultureInfo.InvariantCulture, $"{Parameters.TrainedParameters:N0} trained parameters, {states:N0} running statistics, input {Network.InputShape}\n");
        return text.ToString();
    }

    private static void AddRows(Module module, int depth, List<(string Module, string Output, string Count)> rows)
    {
        long own = module.Parameters.Where(parameter => parameter.Kind != ParameterKind.State).Sum(parameter => (long)parameter.Shape.ElementCount);
        string name = module.Name.Length == 0 ? module.Kind : $"{module.Name}: {module.Kind}";
        rows.Add((new string(' ', 2 * depth) + name, module.OutputShape.ToString(), own == 0 ? "" : own.ToString("N0", CultureInfo.InvariantCulture)));
        foreach (Module child in module.Children)
        {
            AddRows(child, depth + 1, rows);
        }
    }
}

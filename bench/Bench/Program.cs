using BenchmarkDotNet.Running;
using DeepHealth.Bench;

bool quick = args.Contains("--quick");
string[] rest = [.. args.Where(argument => argument != "--quick")];

// Without a choice BenchmarkDotNet would ask for one.
BenchmarkSwitcher.FromAssembly(typeof(BenchConfig).Assembly).Run(rest.Length == 0 ? ["--filter", "*"] : rest, BenchConfig.Create(quick));

using System.Runtime.CompilerServices;

// The tests run every instruction set's kernels, whichever the processor would choose.
[assembly: InternalsVisibleTo("DeepHealth.Numerics.Tests")]

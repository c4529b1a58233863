using static DeepHealth.Eddl.ParameterKind;

namespace DeepHealth.Eddl.Tests;

/// <summary>One row per layer, and more where settings change shapes or parameters.</summary>
public static class LayerCases
{
    public static IReadOnlyList<LayerCase> All { get; } =
    [
        new("Dense", () => new Dense(3), [5], [3], ("weight", [5, 3], Weight), ("bias", [3], Bias))
        {
            BadSample = ([], ["Dense", "[]"]), BadBatch = ([2, 6], ["Dense", "[2, 6]", "5"]),
        },
        new("Dense without bias over rows", () => new Dense(3, bias: false), [4, 5], [4, 3], ("weight", [5, 3], Weight)) { BadBatch = ([5], ["Dense", "[5]"]) },
        new("Conv1D", () => new Conv1D(4, 3), [2, 9], [4, 9], ("weight", [4, 2, 3], Weight), ("bias", [4], Bias))
        {
            BadSample = ([9], ["Conv1D", "[channels, size]", "[9]"]), BadBatch = ([2, 3, 9], ["Conv1D", "[2, 3, 9]", "2 channels"]),
        },
        new("Conv1D strided", () => new Conv1D(4, 5, stride: 2, padding: 1, dilation: 2), [2, 20], [4, 7], ("weight", [4, 2, 5], Weight), ("bias", [4], Bias))
        {
            BadSample = ([2, 6], ["9 cells", "6"]),
        },
        new("Conv2D", () => new Conv2D(4, 3), [3, 6, 7], [4, 6, 7], ("weight", [4, 3, 3, 3], Weight), ("bias", [4], Bias))
        {
            BadSample = ([3, 6], ["Conv2D", "[channels, size, size]", "[3, 6]"]), BadBatch = ([2, 3, 6], ["Conv2D", "[2, 3, 6]"]),
        },
        new(
            "Conv2D with groups", () => new Conv2D(6, [3, 2], [2, 1], Padding.Asymmetric([1, 0], [0, 1]), groups: 2, bias: false),
            [4, 9, 8], [6, 4, 8], ("weight", [6, 2, 3, 2], Weight))
        {
            BadSample = ([3, 9, 8], ["2 groups", "3 channels", "6 filters"]), BadBatch = ([1, 5, 9, 8], ["Conv2D", "[1, 5, 9, 8]", "4 channels"]),
        },
        new("Conv3D", () => new Conv3D(3, 3, stride: 2), [2, 4, 5, 6], [3, 2, 3, 3], ("weight", [3, 2, 3, 3, 3], Weight), ("bias", [3], Bias))
        {
            BadSample = ([2, 4, 5], ["Conv3D", "[2, 4, 5]"]), BadBatch = ([1, 1, 4, 5, 6], ["Conv3D", "[1, 1, 4, 5, 6]", "2 channels"]),
        },
        new("ConvTranspose1D", () => new ConvTranspose1D(4, 3, stride: 2), [2, 5], [4, 10], ("weight", [2, 4, 3], Weight), ("bias", [4], Bias))
        {
            BadSample = ([9], ["ConvTranspose1D", "[channels, size]", "[9]"]), BadBatch = ([2, 3, 9], ["ConvTranspose1D", "[2, 3, 9]", "2 channels"]),
        },
        new(
            "ConvTranspose2D with groups", () => new ConvTranspose2D(6, [3, 2], [2, 1], Padding.Asymmetric([1, 0], [0, 1]), [1, 0], [2, 1], groups: 2, bias: false),
            [4, 4, 5], [6, 11, 5], ("weight", [4, 3, 3, 2], Weight))
        {
            BadSample = ([3, 9, 8], ["2 groups", "3 channels"]), BadBatch = ([1, 5, 9, 8], ["ConvTranspose2D", "[1, 5, 9, 8]", "4 channels"]),
        },
        new("ConvTranspose2D", () => new ConvTranspose2D(3, 2, stride: 2), [4, 3, 5], [3, 6, 10], ("weight", [4, 3, 2, 2], Weight), ("bias", [3], Bias)),
        new("ConvTranspose3D", () => new ConvTranspose3D(3, 3, stride: 2, padding: 1, outputPadding: 1), [2, 2, 3, 2], [3, 4, 6, 4], ("weight", [2, 3, 3, 3, 3], Weight), ("bias", [3], Bias))
        {
            BadSample = ([2, 4, 5], ["ConvTranspose3D", "[2, 4, 5]"]), BadBatch = ([1, 1, 4, 5, 6], ["ConvTranspose3D", "[1, 1, 4, 5, 6]", "2 channels"]),
        },
        new("MaxPool1D", () => new MaxPool1D(2), [3, 7], [3, 3]) { BadSample = ([7], ["MaxPool1D", "[7]"]), BadBatch = ([2, 3, 7, 7], ["MaxPool1D", "[2, 3, 7, 7]"]) },
        new("MaxPool2D", () => new MaxPool2D(3, 2, padding: 1), [2, 6, 7], [2, 3, 4])
        {
            BadSample = ([2, 6], ["MaxPool2D", "[2, 6]"]), BadBatch = ([2, 6, 7], ["MaxPool2D", "[2, 6, 7]"]),
        },
        new("MaxPool3D", () => new MaxPool3D(2), [2, 4, 5, 6], [2, 2, 2, 3]) { BadSample = ([2, 4, 1, 6], ["2", "1"]), BadBatch = ([2, 4, 5, 6], ["MaxPool3D", "[2, 4, 5, 6]"]) },
        new("AveragePool1D", () => new AveragePool1D(3, 1, Padding.Same), [3, 7], [3, 7]) { BadSample = ([7], ["AveragePool1D", "[7]"]), BadBatch = ([2, 7], ["AveragePool1D", "[2, 7]"]) },
        new("AveragePool2D", () => new AveragePool2D(2), [2, 6, 7], [2, 3, 3])
        {
            BadSample = ([6, 7], ["AveragePool2D", "[6, 7]"]), BadBatch = ([2, 6, 7], ["AveragePool2D", "[2, 6, 7]"]),
        },
        new("AveragePool3D", () => new AveragePool3D(2, 1), [2, 4, 5, 6], [2, 3, 4, 5])
        {
            BadSample = ([2, 4, 5], ["AveragePool3D", "[2, 4, 5]"]), BadBatch = ([2, 4, 5, 6], ["AveragePool3D", "[2, 4, 5, 6]"]),
        },
        new("GlobalAveragePool", () => new GlobalAveragePool(), [3, 4, 5], [3])
        {
            BadSample = ([3], ["GlobalAveragePool", "[3]"]), BadBatch = ([2, 3], ["GlobalAveragePool", "[2, 3]"]),
        },
        new("GlobalMaxPool", () => new GlobalMaxPool(), [3, 8], [3]) { BadSample = ([3], ["GlobalMaxPool", "[3]"]), BadBatch = ([2, 3], ["GlobalMaxPool", "[2, 3]"]) },
        new(
            "BatchNorm", () => new BatchNorm(), [3, 4], [3, 4],
            ("gamma", [3], Bias), ("beta", [3], Bias), ("runningMean", [3], State), ("runningVariance", [3], State))
        {
            DependsOnMode = true, BadSample = ([], ["BatchNorm", "[]"]), BadBatch = ([2, 4, 4], ["BatchNorm", "[2, 4, 4]", "3 channels"]),
        },
        new("BatchNorm without affine", () => new BatchNorm(affine: false), [3, 2], [3, 2], ("runningMean", [3], State), ("runningVariance", [3], State)) { DependsOnMode = true },
        new("GroupNorm", () => new GroupNorm(2), [4, 5], [4, 5], ("gamma", [4], Bias), ("beta", [4], Bias))
        {
            BadSample = ([3, 5], ["GroupNorm", "2 groups", "[3, 5]"]), BadBatch = ([2, 6, 5], ["GroupNorm", "[2, 6, 5]", "4 channels"]),
        },
        new("GroupNorm without affine", () => new GroupNorm(2, affine: false), [4, 5], [4, 5]) { BadBatch = ([2, 6, 5], ["GroupNorm", "[2, 6, 5]", "4 channels"]) },
        new("LayerNorm", () => new LayerNorm(2), [3, 4, 5], [3, 4, 5], ("gamma", [4, 5], Bias), ("beta", [4, 5], Bias))
        {
            BadSample = ([5], ["LayerNorm", "2 axes", "[5]"]), BadBatch = ([2, 3, 4, 6], ["LayerNorm", "[2, 3, 4, 6]", "[4, 5]"]),
        },
        new("LayerNorm without affine", () => new LayerNorm(affine: false), [4, 5], [4, 5]) { BadBatch = ([2, 4, 6], ["LayerNorm", "[2, 4, 6]", "[5]"]) },
        new("Flatten", () => new Flatten(), [2, 3, 4], [24]),
        new("Reshape", () => new Reshape([6, 4]), [2, 3, 4], [6, 4]) { BadSample = ([5], ["Reshape", "[5]", "[6, 4]"]), BadBatch = ([2, 5], ["[2, 5]", "[2, 6, 4]"]) },
        new("Softmax", () => new SoftmaxLayer(), [3, 4], [3, 4]) { BadSample = ([], ["Softmax", "[]"]) },
        new("Activation", () => new Activation<Relu>(), [3, 4], [3, 4]),
        new("Dropout", () => new Dropout(0.5f), [30], [30]) { DependsOnMode = true },
        new("Embedding", () => new Embedding(7, 3), [4], [4, 3], ("weight", [7, 3], Weight)) { Vocabulary = 7 },
        new("Lstm", () => new Lstm(3), [4, 5], [3], ("weightInput", [5, 12], Weight), ("weightHidden", [3, 12], Weight), ("bias", [12], Bias))
        {
            BadSample = ([5], ["Lstm", "[T, features]", "[5]"]), BadBatch = ([2, 4, 6], ["Lstm", "[2, 4, 6]", "[N, T, 5]"]),
        },
        new(
            "Lstm in both directions", () => new Lstm(3, returnSequences: true, bidirectional: true, bias: false, forgetBias: 1), [4, 5], [4, 6],
            ("weightInput", [5, 12], Weight), ("weightHidden", [3, 12], Weight), ("weightInputReverse", [5, 12], Weight), ("weightHiddenReverse", [3, 12], Weight))
        {
            BadSample = ([0, 5], ["Lstm", "[0, 5]"]), BadBatch = ([2, 5], ["Lstm", "[2, 5]"]),
        },
        new(
            "Gru", () => new Gru(3, returnSequences: true), [4, 5], [4, 3],
            ("weightInput", [5, 9], Weight), ("weightHidden", [3, 9], Weight), ("biasInput", [9], Bias), ("biasHidden", [9], Bias))
        {
            BadSample = ([5], ["Gru", "[T, features]", "[5]"]), BadBatch = ([2, 4, 6], ["Gru", "[2, 4, 6]", "[N, T, 5]"]),
        },
        new(
            "Gru in both directions", () => new Gru(3, bidirectional: true, bias: false), [4, 5], [6],
            ("weightInput", [5, 9], Weight), ("weightHidden", [3, 9], Weight), ("weightInputReverse", [5, 9], Weight), ("weightHiddenReverse", [3, 9], Weight)),
        new(
            "Sequential", () => new Sequential(new Dense(3), new Activation<Tanh>(), new Dense(2, bias: false)), [5], [2],
            ("0.weight", [5, 3], Weight), ("0.bias", [3], Bias), ("2.weight", [3, 2], Weight))
        {
            BadSample = ([], ["Dense", "[]"]), BadBatch = ([2, 6], ["Dense", "[2, 6]", "5"]),
        },
        new("Residual", () => new Residual(new Dense(5)), [5], [5], ("body.weight", [5, 5], Weight), ("body.bias", [5], Bias))
        {
            BadSample = ([6], ["Residual", "[5]", "[6]"]), BadBatch = ([2, 6], ["[2, 6]", "5"]),
        },
        new(
            "Residual with shortcut", () => new Residual(new Sequential(new Dense(4), new Activation<Relu>()), new Dense(4, bias: false)), [5], [4],
            ("body.0.weight", [5, 4], Weight), ("body.0.bias", [4], Bias), ("shortcut.weight", [5, 4], Weight)),
    ];
}

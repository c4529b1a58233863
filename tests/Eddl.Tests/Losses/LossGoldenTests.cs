using Xunit;

namespace DeepHealth.Eddl.Tests;

public sealed class LossGoldenTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach (LossCase golden in LossCase.All)
            {
                data.Add(golden.Name, "cpu");
                data.Add(golden.Name, "reference");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Loss_gradient_and_scores_are_those_of_PyTorch(string name, string device)
    {
        LossCase golden = LossCase.All.Single(item => item.Name == name);
        Device place = TestDevices.Named(device);
        Loss loss = golden.Create();
        Tensor prediction = golden.PredictionTensor(place);
        prediction.RequiresGrad = true;

        Tensor value = loss.Forward(prediction, golden.TargetTensor(place));
        value.Backward();

        Assert.Equal(0, value.Rank);
        Close.Require(golden.Loss, value.Item(), 2e-6, "loss");
        Close.Require(golden.Gradient, prediction.Grad!.ToArray(), 2e-6, "gradient");
        Close.Require(golden.Scores, loss.Scores(prediction).ToArray(), 2e-6, "scores");
    }

    [Fact]
    public void The_gradient_of_a_loss_grows_with_what_is_built_on_it()
    {
        Tensor prediction = Tensor.From([1f, 2, 3, 4], [2, 2]);
        prediction.RequiresGrad = true;
        Tensor labels = Tensor.From([0, 1]);
        SoftmaxCrossEntropy loss = new();
        loss.Forward(prediction, labels).Backward();
        float[] once = prediction.Grad!.ToArray();
        prediction.ZeroGrad();

        (3 * loss.Forward(prediction, labels)).Backward();

        Close.Require(Array.ConvertAll(once, value => 3.0 * value), prediction.Grad!.ToArray(), 1e-6, "gradient");
    }

    [Fact]
    public void Losses_keep_their_weights_apart_from_the_callers_array()
    {
        float[] weights = [1, 5];
        MeanSquaredError loss = new(weights);
        weights[1] = 100;

        Assert.Equal(((1 * 1) + (5 * 4)) / 2f, loss.Forward(Tensor.From([1f, 2], [1, 2]), Tensor.Zeros([1, 2])).Item());
    }
}

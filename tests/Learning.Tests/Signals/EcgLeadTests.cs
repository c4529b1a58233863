using DeepHealth.Ecvl.Learning;
using DeepHealth.Ecvl.Signals;
using DeepHealth.Learning.Tests.Files;
using DeepHealth.TestKit;
using Xunit;

namespace DeepHealth.Learning.Tests.Signals;

public sealed class EcgLeadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, "MLII", "V5")]
    [InlineData(1, "V5", "MLII")]
    [InlineData(1, "I", "II", "III", "aVR", "aVL", "aVF", "V1")]
    [InlineData(0, "i", "v1", "vx")]
    [InlineData(0, "ECG")]
    [InlineData(1, "EEG", "EKG")]
    [InlineData(2, "EEG Fpz-Cz", "EOG horizontal", "ECG 1", "EMG")]
    [InlineData(1, "EEG FP1-REF", "EEG EKG1-REF")]
    [InlineData(1, "Resp", "ECG II")]
    [InlineData(1, "Resp", "ecg2")]
    [InlineData(0, "vx", "vy", "vz")]
    [InlineData(2, "SpO2", "ABP", "V")]
    [InlineData(0, "")]
    [InlineData(-1, "EEG FP1-REF", "EEG O2-REF", "EEG CZ-REF")]
    [InlineData(-1, "Fp1", "Fp2", "C3", "C4", "O1", "O2", "Cz")]
    [InlineData(-1, "A1", "A2", "B1", "C1", "D1", "D2", "D3", "E1")]
    [InlineData(-1, "CH1", "CH2")]
    [InlineData(-1, "ABP")]
    [InlineData(-1, "", "")]
    public void Lead_is_found_by_its_label(int expected, params string[] labels)
    {
        string path = WfdbFiles.Write(_folder.PathOf("."), "r", 100, [.. labels.Select(label => (label, new double[4]))]);
        Assert.Equal(expected, EcgLead.Find(WfdbRecord.Open(path)));
    }

    [Fact]
    public void Record_without_signals_has_no_lead()
        => Assert.Equal(-1, EcgLead.Find(WfdbRecord.Open(WfdbFiles.Write(_folder.PathOf("."), "r", 100))));

    [Fact]
    public void Challenge_records_have_their_lead_with_and_without_header()
    {
        string header = Assets.Require("wfdb", "wfdb-python", "a103l.hea");
        SignalSource record = SignalFile.Open(header);
        Assert.Equal("II", record.Signals[EcgLead.Find(record)].Label);
        string challenge = Assets.Require("datasets", "cinc2017", "A00006.mat");
        Assert.Equal(0, EcgLead.Find(SignalFile.Open(challenge)));
        string bare = _folder.PathOf("bare.mat");
        File.Copy(challenge, bare);
        Assert.Equal(0, EcgLead.Find(SignalFile.Open(bare, new MatOptions { RateHz = 300 })));
    }
}

using DeepHealth.Ecvl.Dicom;
using Xunit;

namespace DeepHealth.Dicom.Tests;

public sealed class DataSetValueTests
{
    private static readonly DicomTag s_moment = DicomTagTable.TagOf("AcquisitionDateTime");

    [Fact]
    public void Dates_times_and_moments_are_set_and_come_back()
    {
        DicomDataSet dataSet = new();
        Assert.Null(dataSet.GetDate(DicomTags.StudyDate));
        Assert.Null(dataSet.GetTime(DicomTags.StudyTime));
        Assert.Null(dataSet.GetMoment(s_moment));
        Assert.Null(dataSet.GetDateTime(DicomTags.StudyDate, DicomTags.StudyTime));
        dataSet.Set(DicomTags.StudyDate, new DateOnly(2024, 2, 29));
        Assert.Equal(new DateTime(2024, 2, 29), dataSet.GetDateTime(DicomTags.StudyDate, DicomTags.StudyTime));
        dataSet.Set(DicomTags.StudyTime, new TimeOnly(7, 8, 9, 10, 11));
        dataSet.Set(s_moment, new DateTimeOffset(2024, 2, 29, 7, 8, 9, 500, TimeSpan.FromMinutes(-210)));
        Assert.Equal(("20240229", "070809.010011", "20240229070809.5-0330"), (dataSet.GetString(DicomTags.StudyDate), dataSet.GetString(DicomTags.StudyTime), dataSet.GetString(s_moment)));
        Assert.Equal(new DateTime(2024, 2, 29, 7, 8, 9, 10, 11), dataSet.GetDateTime(DicomTags.StudyDate, DicomTags.StudyTime));
        Assert.Equal(new DateTimeOffset(2024, 2, 29, 7, 8, 9, 500, TimeSpan.FromMinutes(-210)), dataSet.GetMoment(s_moment));
        dataSet.Set(DicomTags.StudyTime, new TimeOnly(7, 8));
        Assert.Equal("070800", dataSet.GetString(DicomTags.StudyTime));
        Assert.All(dataSet, element => Assert.Null(DicomValueCheck.Problem(element)));
        DicomException error = Assert.Throws<DicomException>(() => dataSet.Set(DicomTags.StudyTime, new DateOnly(2024, 1, 1)));
        Assert.Contains("StudyTime TM", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_attribute_is_reached_by_its_keyword()
    {
        DicomDataSet dataSet = new();
        dataSet.Set("RepetitionTime", 2500.5);
        dataSet.Set("InstitutionName", "Ward 7");
        dataSet.Set("AcquisitionDate", new DateOnly(2024, 3, 1));
        dataSet.Set("EchoTrainLength", 5);
        DicomDataSet item = new();
        item.Set("CodeValue", "T-D1100");
        dataSet.SetItems("AnatomicRegionSequence", item);
        Assert.Equal((2500.5, "Ward 7", 5), (dataSet.GetDouble("RepetitionTime", 0), dataSet.GetString("InstitutionName"), dataSet.GetInt32("EchoTrainLength")));
        Assert.Equal(DicomVr.DS, dataSet["RepetitionTime"].Vr);
        Assert.Equal(new DateOnly(2024, 3, 1), dataSet.GetDate("AcquisitionDate"));
        Assert.Equal("T-D1100", Assert.Single(dataSet.GetItems("AnatomicRegionSequence")).GetString("CodeValue"));
        Assert.True(dataSet.Contains("EchoTrainLength") && dataSet.Remove("EchoTrainLength") && !dataSet.Contains("EchoTrainLength"));
        Assert.Equal((7, "none"), (dataSet.GetInt32("EchoTrainLength", 7), dataSet.GetString("StationName", "none")));
        Assert.Empty(dataSet.GetDoubles("PixelSpacing"));
        Assert.Contains("patientname", Assert.Throws<DicomException>(() => dataSet.GetString("patientname")).Message, StringComparison.Ordinal);
    }
}

using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using DeepHealth.Ecvl.Dicom;

namespace DeepHealth.Samples.DicomTool.Files;

/// <summary>Names that stand for patients: equal for equal patients, and for equal keys on every day.</summary>
/// <param name="key">Secret key.</param>
/// <param name="prefix">How pseudonyms begin.</param>
internal sealed class Pseudonyms(byte[] key, string prefix)
{
    private const int Digits = 10;

    /// <summary>The pseudonym of the patient of a data set: by ID, else by name, else by study.</summary>
    public string Of(DicomDataSet dataSet)
    {
        string id = dataSet.GetString(DicomTags.PatientID);
        string name = dataSet.GetString(DicomTags.PatientName);
        string identity = id.Length > 0 ? $"ID {id}" : name.Length > 0 ? $"name {name}" : $"study {dataSet.GetString(DicomTags.StudyInstanceUID)}";
        byte[] hash = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(identity));
        BigInteger number = new BigInteger(hash, isUnsigned: true, isBigEndian: true) % BigInteger.Pow(10, Digits);
        return prefix + number.ToString($"D{Digits}", CultureInfo.InvariantCulture);
    }
}

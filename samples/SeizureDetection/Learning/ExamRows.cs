using DeepHealth.Samples.SeizureDetection.Tables;

namespace DeepHealth.Samples.SeizureDetection.Learning;

/// <summary>The rows of <c>df_ml.csv</c>.</summary>
/// <param name="Patients">Patient of each row.</param>
/// <param name="Exams">Exam of each row.</param>
/// <param name="Times">Time of each row in nanoseconds since 1970.</param>
/// <param name="Values"><c>[rows, features]</c> with NaN and infinity.</param>
/// <param name="Labels">1 where half of the second or more lies in a seizure, else 0.</param>
internal sealed record ExamRows(string[] Patients, string[] Exams, long[] Times, double[] Values, int[] Labels)
{
    private const int Before = 3;
    private const double SeizureFrom = 0.5;

    public int Rows => Patients.Length;

    public static ExamRows Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new UsageException($"There is no \"{path}\"; run dataset first.");
        }

        int width = DatasetTable.Features.Length;
        int rows = File.ReadLines(path).Count() - 1;
        ExamRows data = new(new string[rows], new string[rows], new long[rows], new double[(long)rows * width], new int[rows]);
        int row = -1;
        foreach (string line in File.ReadLines(path))
        {
            if (row >= 0)
            {
                data.Fill(row, line, width);
            }

            row++;
        }

        return data;
    }

    private void Fill(int row, string line, int width)
    {
        ReadOnlySpan<char> text = line;
        int column = 0;
        foreach (Range range in text.Split(','))
        {
            ReadOnlySpan<char> field = text[range];
            switch (column - Before)
            {
                case -3:
                    // One string per patient and exam, not one per row.
                    Patients[row] = row > 0 && field.SequenceEqual(Patients[row - 1]) ? Patients[row - 1] : field.ToString();
                    break;
                case -2:
                    Exams[row] = row > 0 && field.SequenceEqual(Exams[row - 1]) ? Exams[row - 1] : field.ToString();
                    break;
                case -1:
                    Times[row] = PandasText.ParseTime(field) ?? throw new UsageException($"Row {row + 1} of the data set has no time; run dataset again.");
                    break;
                case int feature when feature < width:
                    Values[((long)row * width) + feature] = DatasetTable.Number(field);
                    break;
                default:
                    Labels[row] = DatasetTable.Number(field) >= SeizureFrom ? 1 : 0;
                    break;
            }

            column++;
        }

        if (column != Before + width + 1)
        {
            throw new UsageException($"Row {row + 1} of the data set has {column} columns, not {Before + width + 1}; run dataset again.");
        }
    }
}

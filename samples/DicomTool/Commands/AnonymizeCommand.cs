using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using DeepHealth.Ecvl.Dicom;
using DeepHealth.Samples.DicomTool.Files;
using DeepHealth.Samples.DicomTool.Report;

namespace DeepHealth.Samples.DicomTool.Commands;

/// <summary>The verb anonymize: copies of files without what tells who the patient is.</summary>
internal static class AnonymizeCommand
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        Argument<string[]> paths = new("path") { Description = "Files, folders with files, or patterns such as scan/*.dcm.", Arity = ArgumentArity.OneOrMore };
        Option<string> output = new("--output", "-o") { Description = "Folder for the new files; it must be empty or missing.", Required = true };
        Option<string?> key = new("--key") { Description = "File with the secret key of pseudonyms and identifiers; made where it is missing. Without it every run has a key of its own." };
        Option<string?> map = new("--map") { Description = "Write old and new identifiers to this file (JSON)." };
        Option<string?> report = new("--report") { Description = "Write old names, new names and problems to this file (JSON)." };
        Option<string> prefix = new("--prefix") { Description = "How the names begin that stand for patients.", DefaultValueFactory = _ => "ANON" };
        Option<bool> keepNames = new("--keep-names") { Description = "Keep names of files and folders; they often tell who the patient is." };
        Option<bool> uids = new("--retain-uids") { Description = "Keep identifiers." };
        Option<bool> device = new("--retain-device") { Description = "Keep the identity of devices." };
        Option<bool> institution = new("--retain-institution") { Description = "Keep the institution." };
        Option<bool> characteristics = new("--retain-characteristics") { Description = "Keep sex, age, size, weight and the like." };
        Option<int?> shift = new("--shift-days") { Description = "Add this many days to dates in place of removing them; 0 keeps them." };
        Option<bool> burnedIn = new("--allow-burned-in") { Description = "Take images that say that their pixels show text." };
        Command command = new("anonymize", "Writes copies without what tells who the patient is (DICOM PS3.15 basic profile).")
        {
            paths, output, key, map, report, prefix, keepNames, uids, device, institution, characteristics, shift, burnedIn,
        };
        command.SetAction(parsed => Run(new AnonymizeSettings
        {
            Inputs = parsed.GetValue(paths)!,
            Output = parsed.GetValue(output)!,
            Key = parsed.GetValue(key),
            Map = parsed.GetValue(map),
            Report = parsed.GetValue(report),
            Prefix = parsed.GetValue(prefix)!,
            KeepNames = parsed.GetValue(keepNames),
            Keep = new DicomAnonymizeOptions
            {
                RetainUids = parsed.GetValue(uids),
                RetainDevice = parsed.GetValue(device),
                RetainInstitution = parsed.GetValue(institution),
                RetainPatientCharacteristics = parsed.GetValue(characteristics),
                DateShiftDays = parsed.GetValue(shift),
                AllowBurnedInAnnotation = parsed.GetValue(burnedIn),
            },
        }));
        return command;
    }

    private static int Run(AnonymizeSettings settings)
    {
        IReadOnlyList<InputFile> files = InputFiles.Of(settings.Inputs);
        OutputTree.Check(settings.Output, settings.Inputs);
        byte[] secret = ReadKey(settings.Key);
        DicomUidMap uids = new(secret);
        Pseudonyms pseudonyms = new(secret, settings.Prefix);
        OutputTree tree = new(settings.Output, settings.KeepNames);
        Dictionary<string, string> written = [];
        HashSet<string> patients = [];
        FileRun run = FileRun.Of("anonymize", files, (input, file) =>
        {
            if (MediaDirectory.Is(file))
            {
                // It lists names of patients and the old tree.
                FileRun.Skip();
            }

            string patient = pseudonyms.Of(file.DataSet);
            DicomFile result = new DicomAnonymizer(uids, settings.Keep with { PatientName = patient, PatientId = patient }).Anonymize(file);
            string place = tree.PlaceOf(input, patient, file.DataSet);
            result.Save(Path.Combine(settings.Output, place));
            written[input.Name] = place;
            patients.Add(patient);
        });
        WriteJson(settings.Map, uids.Known);
        WriteJson(settings.Report, new AnonymizeReport(written, run.Problems, run.Skipped, patients.Count));
        Console.Out.WriteLine($"{Words.Counted(run.Good, "file")} of {Words.Counted(patients.Count, "patient")} written to {settings.Output}, {run.Bad} bad, {run.Skipped} skipped");
        return run.ExitCode;
    }

    private static byte[] ReadKey(string? path)
    {
        if (path is not null && File.Exists(path))
        {
            byte[] key = File.ReadAllBytes(path);
            return key.Length >= 16 ? key : throw new UsageException($"--key: \"{path}\" has {key.Length} bytes; a key has at least 16. Name a missing file to make one.");
        }

        byte[] made = DicomUidMap.CreateKey();
        if (path is not null)
        {
            File.WriteAllBytes(path, made);
        }

        return made;
    }

    private static void WriteJson<T>(string? path, T value)
    {
        if (path is not null)
        {
            File.WriteAllText(path, JsonSerializer.Serialize(value, s_json));
        }
    }
}

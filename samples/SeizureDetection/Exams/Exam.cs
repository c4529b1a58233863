namespace DeepHealth.Samples.SeizureDetection.Exams;

/// <summary>A recording with its annotations.</summary>
/// <param name="Name">File name without extension, such as <c>00001234_s001_t000</c>.</param>
/// <param name="Patient">Part of the name before the session, else the name of the folder.</param>
/// <param name="File">Path of the recording in the corpus, with slashes.</param>
/// <param name="Recording">Full path of the recording.</param>
/// <param name="Annotations">Full path of the annotations.</param>
/// <param name="Hash">SHA-256 of the recording, as hexadecimal digits.</param>
internal sealed record Exam(string Name, string Patient, string File, string Recording, string Annotations, string Hash);

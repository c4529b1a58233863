namespace DeepHealth.Samples.SeizureDetection.Report;

/// <summary>The viewer's page around its data.</summary>
internal static class ViewerPage
{
    private const string Style = """
        body { font: 14px/1.4 system-ui, sans-serif; margin: 1.5rem auto; max-width: 72rem; padding: 0 1rem; color: #222; background: #fff; }
        canvas { width: 100%; height: 26rem; border: 1px solid #bbb; cursor: grab; touch-action: none; }
        .key { display: inline-block; width: 1rem; height: .8rem; margin: 0 .3rem 0 1rem; }
        table { border-collapse: collapse; } td, th { border: 1px solid #ccc; padding: .2rem .5rem; text-align: left; }
        """;

    // Times are seconds from the first sample. The view is the stretch [from, to] of them.
    private const string Script = """
        "use strict";
        const exams = JSON.parse(document.getElementById("data").textContent);
        const patient = document.getElementById("patient"), exam = document.getElementById("exam"), canvas = document.getElementById("plot"), note = document.getElementById("note");
        let shown = null, times = [], from = 0, to = 1, grabbed = null;
        const left = 50, bottom = 26;
        for (const name of [...new Set(exams.map(e => e.patient))]) patient.add(new Option(name, name));
        function pickPatient() {
          exam.replaceChildren();
          for (const e of exams.filter(e => e.patient === patient.value)) exam.add(new Option(`${e.exam} (${e.start})`, e.exam));
          pickExam();
        }
        function pickExam() {
          shown = exams.find(e => e.exam === exam.value);
          if (!shown) return;
          let at = shown.first;
          times = shown.rr.map(interval => { const here = at / 1000; at += interval; return here; });
          from = 0; to = shown.seconds;
          draw();
        }
        function draw() {
          const width = canvas.width = canvas.clientWidth * devicePixelRatio, height = canvas.height = canvas.clientHeight * devicePixelRatio;
          const g = canvas.getContext("2d"), scale = devicePixelRatio, x0 = left * scale, y1 = height - bottom * scale;
          if (!shown) return;
          const x = t => x0 + (t - from) / (to - from) * (width - x0);
          let low = Infinity, high = 0;
          for (const v of shown.rr) { low = Math.min(low, 60000 / v); high = Math.max(high, 60000 / v); }
          low = Math.floor(low / 10) * 10; high = Math.max(Math.ceil(high / 10) * 10, low + 10);
          const y = rate => y1 - (rate - low) / (high - low) * (y1 - 10 * scale);
          g.save(); g.beginPath(); g.rect(x0, 0, width - x0, y1); g.clip();
          for (const [start, end, label] of shown.bands) {
            g.fillStyle = label === "seiz" ? "rgba(220,40,40,.25)" : "rgba(60,110,220,.10)";
            g.fillRect(x(start), 0, x(end) - x(start), y1);
          }
          g.strokeStyle = "#134"; g.lineWidth = 1.3 * scale; g.beginPath();
          times.forEach((t, i) => { const px = x(t), py = y(60000 / shown.rr[i]); i ? g.lineTo(px, py) : g.moveTo(px, py); });
          g.stroke(); g.restore();
          g.fillStyle = "#333"; g.strokeStyle = "#999"; g.font = `${11 * scale}px sans-serif`; g.strokeRect(x0, 0, width - x0, y1);
          for (let rate = low; rate <= high; rate += (high - low) > 80 ? 20 : 10) g.fillText(`${rate}/min`, 2, y(rate) + 4 * scale);
          const steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600, 7200], step = steps.find(s => (to - from) / s <= 10) ?? 14400;
          for (let t = Math.ceil(from / step) * step; t <= to; t += step) g.fillText(`${+t.toFixed(1)} s`, x(t), y1 + 16 * scale);
          note.textContent = `${from.toFixed(1)} to ${to.toFixed(1)} s of ${shown.seconds} s; ${shown.bands.filter(b => b[2] === "seiz").length} seizure(s)`;
        }
        function at(event) { const box = canvas.getBoundingClientRect(); return from + (event.clientX - box.left - left) / (box.width - left) * (to - from); }
        function move(start, length) {
          length = Math.min(Math.max(length, 2), shown.seconds);
          from = Math.min(Math.max(start, 0), shown.seconds - length); to = from + length;
          draw();
        }
        canvas.addEventListener("wheel", event => {
          event.preventDefault();
          const here = at(event), factor = event.deltaY > 0 ? 1.25 : 0.8;
          move(here - (here - from) * factor, (to - from) * factor);
        }, { passive: false });
        canvas.addEventListener("pointerdown", event => { grabbed = at(event); canvas.setPointerCapture(event.pointerId); });
        canvas.addEventListener("pointermove", event => { if (grabbed !== null) move(from + grabbed - at(event), to - from); });
        canvas.addEventListener("pointerup", () => grabbed = null);
        canvas.addEventListener("dblclick", () => move(0, shown.seconds));
        patient.addEventListener("change", pickPatient);
        exam.addEventListener("change", pickExam);
        addEventListener("resize", draw);
        pickPatient();
        """;

    /// <summary>The text of the page.</summary>
    /// <param name="data">JSON of the exams, without a less-than sign.</param>
    /// <param name="badRows">Rows of the table of bad files.</param>
    /// <param name="exams">Number of exams.</param>
    public static string Render(string data, string badRows, int exams) => $"""
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Heart rate and seizures</title>
        <style>
        {Style}
        </style></head><body>
        <h1>Heart rate and seizures</h1>
        <p>{exams} exams. Patient <select id="patient"></select> exam <select id="exam"></select>
        <span class="key" style="background:rgba(220,40,40,.4)"></span>seizure <span class="key" style="background:rgba(60,110,220,.25)"></span>background</p>
        <canvas id="plot"></canvas>
        <p id="note"></p><p>Wheel: zoom. Drag: move. Double click: the whole recording.</p>
        <h2>Files left out</h2>
        <table><tr><th>file</th><th>step</th><th>reason</th></tr>
        {badRows}</table>
        <p>For research and teaching. Not a medical device.</p>
        <script id="data" type="application/json">{data}</script>
        <script>
        {Script}
        </script></body></html>

        """;
}

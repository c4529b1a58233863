namespace DeepHealth.Samples.EcgArrhythmia.Report;

/// <summary>Style sheet of the report.</summary>
/// <remarks>Line colours are those of Okabe and Ito ("Color Universal Design", 2008), which remain apart for colour-blind readers.</remarks>
internal static class ReportStyle
{
    /// <summary>Number of line colours <c>c0</c>, <c>c1</c>, ….</summary>
    public const int Colors = 6;

    /// <summary>The style sheet. It holds no character that XML would escape.</summary>
    public const string Css = """
        :root { --page: #f5f6f8; --card: #ffffff; --ink: #1b1f24; --soft: #57606a; --line: #d9dee4; --accent: #0072b2; --good: #00684a; --bad: #b03a00;
          --c0: #0072b2; --c1: #d55e00; --c2: #009e73; --c3: #b0578f; --c4: #8a6d00; --c5: #4a4f57;
          --sheet: #fffbfa; --minor: #f9dcdc; --major: #efb2b2; --trace: #16181c; --heat: 0, 114, 178; }
        @media (prefers-color-scheme: dark) { :root { --page: #101317; --card: #191e24; --ink: #e8ebef; --soft: #9fa9b5; --line: #303841; --accent: #56b4e9; --good: #4ecb9f; --bad: #ff9a62;
          --c0: #56b4e9; --c1: #ff8c42; --c2: #2ecc9a; --c3: #e29bc6; --c4: #e6c229; --c5: #b8c0ca;
          --sheet: #1c1718; --minor: #322224; --major: #553539; --trace: #f1f1f1; --heat: 60, 150, 215; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; }
        main, header, footer { max-width: 1120px; margin: 0 auto; padding: 0 24px; }
        header { padding-top: 36px; }
        h1 { font-size: 30px; line-height: 1.2; margin: 0 0 4px; letter-spacing: -0.01em; }
        h2 { font-size: 19px; margin: 0 0 14px; }
        .subtitle, .note, footer { color: var(--soft); }
        .subtitle { margin: 0 0 20px; }
        .note { margin: -8px 0 16px; font-size: 13px; }
        footer { padding-top: 4px; padding-bottom: 36px; font-size: 13px; }
        section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 20px 22px; margin: 0 0 18px; }
        .figures { display: flex; flex-wrap: wrap; gap: 14px; margin: 0 0 18px; padding: 0; }
        .figures div { flex: 1 1 150px; background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 12px 18px; }
        .figures dt { color: var(--soft); font-size: 13px; }
        .figures dd { margin: 0; font-size: 24px; font-weight: 600; font-variant-numeric: tabular-nums; }
        .figures .main { border-color: var(--accent); border-width: 2px; }
        .figures .main dd { color: var(--accent); }
        .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(320px, 1fr)); gap: 18px; }
        .columns section { margin: 0; }
        .columns { margin: 0 0 18px; }
        .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(290px, 1fr)); gap: 20px; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th, td { padding: 7px 10px; text-align: right; border-bottom: 1px solid var(--line); }
        th { font-weight: 600; }
        thead th { color: var(--soft); font-size: 13px; border-bottom-width: 2px; }
        th:first-child { text-align: left; }
        tbody tr:last-child th, tbody tr:last-child td { border-bottom: 0; }
        .facts td { text-align: left; overflow-wrap: anywhere; }
        .facts th { width: 34%; color: var(--soft); font-weight: 500; }
        .meter { display: inline-block; vertical-align: middle; width: 90px; height: 7px; margin-left: 9px; border-radius: 4px; background: var(--line); overflow: hidden; }
        .meter span { display: block; height: 100%; background: var(--accent); }
        .confusion th, .confusion td { border-bottom: 0; text-align: center; }
        .confusion th:first-child { text-align: right; }
        .confusion caption { caption-side: bottom; color: var(--soft); font-size: 13px; padding-top: 10px; text-align: left; }
        .confusion { border-collapse: separate; border-spacing: 4px; table-layout: fixed; }
        .confusion th { padding: 4px 2px; font-size: 13px; overflow-wrap: anywhere; hyphens: auto; }
        .confusion td { border-radius: 6px; padding: 12px 2px; }
        .confusion td b { display: block; font-size: 18px; font-weight: 600; line-height: 1.2; }
        .confusion td span { font-size: 12px; }
        .confusion td.dark { color: #ffffff; }
        figure { margin: 0; }
        .chart figcaption { font-weight: 600; margin-bottom: 6px; }
        .chart svg.plot { width: 100%; height: auto; display: block; }
        .legend { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 6px 0 0; padding: 0; font-size: 13px; }
        .key { width: 26px; height: 6px; margin-right: 7px; vertical-align: middle; }
        .grid, .axis, .chance { fill: none; stroke: var(--line); stroke-width: 1; }
        .axis { stroke: var(--soft); }
        .chance { stroke: var(--soft); stroke-dasharray: 3 4; }
        .tick, .label { fill: var(--soft); font-size: 12px; }
        .series { fill: none; stroke-width: 2.2; stroke-linejoin: round; stroke-linecap: round; }
        .dashed { stroke-dasharray: 7 5; }
        .c0 { stroke: var(--c0); } .c1 { stroke: var(--c1); } .c2 { stroke: var(--c2); } .c3 { stroke: var(--c3); } .c4 { stroke: var(--c4); } .c5 { stroke: var(--c5); }
        .dot { fill: var(--card); stroke-width: 2.2; }
        .strip { margin: 0 0 22px; break-inside: avoid; }
        .strip:last-of-type { margin-bottom: 0; }
        .strip figcaption { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 18px; margin-bottom: 6px; }
        .strip figcaption b { font-size: 15px; }
        .strip figcaption span { font-size: 14px; }
        .right { color: var(--good); font-weight: 600; } .wrong { color: var(--bad); font-weight: 600; }
        .chances { list-style: none; display: flex; flex-wrap: wrap; gap: 2px 20px; margin: 6px 0 0; padding: 0; font-size: 13px; color: var(--soft); font-variant-numeric: tabular-nums; }
        .paper { display: block; max-width: 100%; height: auto; border-radius: 4px; overflow: hidden; }
        .sheet { fill: var(--sheet); }
        .minor, .major, .trace { fill: none; }
        .minor { stroke: var(--minor); stroke-width: 0.12; } .major { stroke: var(--major); stroke-width: 0.2; }
        .trace { stroke: var(--trace); stroke-width: 0.35; stroke-linejoin: round; }
        details { margin-top: 16px; } summary { cursor: pointer; color: var(--soft); font-size: 14px; }
        @media print { :root { --page: #ffffff; --card: #ffffff; --ink: #000000; --soft: #444444; --line: #cccccc; --accent: #0072b2; --good: #00684a; --bad: #b03a00;
          --c0: #0072b2; --c1: #d55e00; --c2: #009e73; --c3: #b0578f; --c4: #8a6d00; --c5: #4a4f57;
          --sheet: #ffffff; --minor: #f9dcdc; --major: #efb2b2; --trace: #000000; --heat: 0, 114, 178; }
          * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
          body { font-size: 12px; } main, header, footer { padding-left: 0; padding-right: 0; } .scroll { overflow: visible; } section { padding: 12px 14px; margin-bottom: 12px; }
          .figures div { flex-basis: 100px; padding: 8px 12px; } .figures dd { font-size: 16px; } .charts { grid-template-columns: repeat(3, 1fr); } .columns { grid-template-columns: 1fr 1fr; }
          .strip { margin-bottom: 12px; } .meter { width: 50px; } th, td { padding: 4px 6px; } .confusion th { font-size: 11px; } section, .figures div { break-inside: avoid; } section.long { break-inside: auto; } header { padding-top: 0; } }
        """;
}

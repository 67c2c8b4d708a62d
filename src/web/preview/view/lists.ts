/** @module Discord's lists, which the parser of its Markdown passes over. */

/** A run of lines: the items of a list, or text with its line ends. */
export type Run =
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "text"; readonly text: string };

const ITEM = /^ *[-*] +(?=\S)/;

/** The runs of a text. Where code stands in it, all is text: what looks like an item may be code. */
export function runsOf(source: string): Run[] {
  if (source.includes("```")) return [{ kind: "text", text: source }];
  const runs: ({ kind: "list"; items: string[] } | { kind: "text"; lines: string[] })[] = [];
  for (const line of source.split("\n")) {
    const isItem = ITEM.test(line);
    const last = runs.at(-1);
    if (last?.kind === "list" && isItem) last.items.push(line.replace(ITEM, ""));
    else if (last?.kind === "text" && !isItem) last.lines.push(line);
    else if (isItem) runs.push({ kind: "list", items: [line.replace(ITEM, "")] });
    else runs.push({ kind: "text", lines: [line] });
  }
  return runs.map((run) =>
    run.kind === "list" ? run : { kind: "text", text: run.lines.join("\n") },
  );
}

/** @module The transcript of a run in Markdown: when, who, and what was seen. */

export interface Transcript {
  /** Begins a part. */
  part(title: string): void;
  note(who: string, seen: string): void;
  /** Notes a breach of what must hold. */
  breach(what: string): void;
  breaches(): readonly string[];
  text(): string;
}

/** Begins a transcript now. */
export function beginTranscript(echo: (line: string) => void = () => {}): Transcript {
  const began = performance.now();
  const [lines, breaches]: [string[], string[]] = [[], []];
  const write = (line: string): void => {
    lines.push(line);
    echo(line);
  };
  const note = (who: string, seen: string): void =>
    write(`| ${timeSince(began)} | ${who} | ${cellOf(seen)} |`);
  return {
    part(title) {
      write(`\n## ${title}\n`);
      write("| time | who | what |");
      write("| --- | --- | --- |");
    },
    note,
    breach(what) {
      breaches.push(what);
      note("**breach**", what);
    },
    breaches: () => breaches,
    text: () => `${lines.join("\n").trim()}\n\n${verdictOf(breaches)}\n`,
  };
}

const verdictOf = (breaches: readonly string[]): string =>
  breaches.length === 0 ? "Nothing was lost or wrong." : `${breaches.length} breaches.`;

function timeSince(began: number): string {
  const seconds = (performance.now() - began) / 1_000;
  const minutes = Math.floor(seconds / 60);
  return `${minutes}:${(seconds - 60 * minutes).toFixed(1).padStart(4, "0")}`;
}

/** More than an answer of a short document has. */
const MOST = 600;

const cellOf = (text: string): string => {
  const line = text
    .trim()
    .replaceAll(/\s*\n\s*/g, " ⏎ ")
    .replaceAll("|", "\\|");
  return line.length > MOST ? `${line.slice(0, MOST)} …` : line;
};

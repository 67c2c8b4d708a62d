/** @module Examples below each verb's help; a test parses every one of them. */

export interface Example {
  /** What follows `npm run footnote -- `. */
  readonly line: string;
  readonly does: string;
}

const example = (line: string, does: string): Example => ({ line, does });

/** By the verb's name. */
export const EXAMPLES: Readonly<Record<string, readonly Example[]>> = {
  index: [
    example("index", "brings the index up to date with the seeds"),
    example("index --back", "puts the one before back into service"),
    example("index --purge", "after a document was withdrawn"),
    example(
      "index --seeds ~/rules --index /tmp/trial",
      "tries other documents, and touches nothing",
    ),
  ],
  add: [
    example(
      'add rules.pdf --publisher "The council"',
      "copies a document, and shows how it is cut",
    ),
    example("add ~/saved-pages --dry-run", "only shows how a folder of them would be cut"),
    example("add rules.md --replace --yes", "puts a newer one in its place, and asks nothing"),
  ],
  ask: [
    example('ask "When does the harbour open?"', "shows the passages found"),
    example('ask --top 10 --explain "Who keeps the gate?"', "shows how they were ranked"),
    example("ask --json < questions.txt", "answers each line by a line of JSON"),
  ],
  source: [
    example("source k3f5qzv2mwha", "shows the passage where it stands"),
    example("source k3f5qzv2mwha --json", "the same for a script"),
  ],
  verify: [
    example("verify", "holds every passage against its document"),
    example("verify --json", "the same for a script"),
  ],
  eval: [
    example("eval questions.jsonl --make", "writes a file of questions to begin with"),
    example("eval questions.jsonl", "tells how well they are answered"),
  ],
  chat: [
    example("chat", "opens the prompt; Tab completes, arrow keys go back, Ctrl+D ends"),
    example("chat --index /tmp/trial", "on another index"),
  ],
  report: [
    example("report", "of all the days that are kept"),
    example("report --days 7", "of the last week"),
    example("report --json", "the same for a script"),
  ],
  forget: [
    example("forget --before 2026-01-01", "deletes what is of before that day"),
    example("forget --all --questions", "deletes every question, and keeps the votes"),
    example("forget --all", "deletes all of it"),
  ],
  doctor: [
    example("doctor", "checks everything, and says what to do"),
    example("doctor --json", "the same for a script; fails with 1 where there is a fault"),
  ],
};

const COMMAND = "npm run footnote -- ";

/** The examples as help shows them; empty for a verb without any. */
export function exampleText(verb: string): string {
  const examples = EXAMPLES[verb] ?? [];
  if (examples.length === 0) return "";
  const width = Math.max(...examples.map(({ line }) => line.length));
  const rows = examples.map(({ line, does }) => `  ${COMMAND}${line.padEnd(width)}  ${does}`);
  return `\nExamples:\n${rows.join("\n")}`;
}

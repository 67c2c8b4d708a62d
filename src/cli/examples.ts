/** @module Examples in the help of each verb; a test parses all of them. */

export interface Example {
  /** Follows `npm run footnote -- `. */
  readonly line: string;
  readonly does: string;
}

const example = (line: string, does: string): Example => ({ line, does });

/** Examples by the verb's name. */
export const EXAMPLES: Readonly<Record<string, readonly Example[]>> = {
  index: [
    example("index", "brings the index up to date with the documents"),
    example("index --back", "switches back to the previous index"),
    example(
      "index --collection rules",
      "brings one of the collections of footnote.yaml up to date",
    ),
    example("index --purge", "deletes the text of a withdrawn document, too"),
    example(
      "index --seeds ~/rules --index /tmp/trial",
      "tries other documents; changes nothing else",
    ),
  ],
  add: [
    example('add rules.pdf --publisher "The council"', "adds a document; it can be found at once"),
    example("add ~/saved-pages --dry-run", "only shows the passages of a folder of documents"),
    example("add part-1.pdf --no-index", "adds it; the next build indexes it"),
    example("add rules.md --replace --yes", "replaces a document without confirmation"),
  ],
  sync: [
    example("sync", "fetches what has changed at the origin, and indexes it"),
    example("sync --json", "the same for a script"),
  ],
  ask: [
    example('ask "When does the harbour open?"', "shows the passages found"),
    example('ask --top 10 --explain "Who keeps the gate?"', "shows the signals of each passage"),
    example("ask --json < questions.txt", "answers each line by a line of JSON"),
  ],
  source: [
    example("source k3f5qzv2mwha", "shows the passage and the text around it"),
    example("source k3f5qzv2mwha --json", "the same for a script"),
  ],
  verify: [
    example("verify", "compares every passage with its document"),
    example("verify --json", "the same for a script"),
  ],
  eval: [
    example("eval questions.jsonl --make", "writes a first file of questions"),
    example("eval questions.jsonl", "measures recall and outcomes on them"),
    example("eval questions.jsonl --pins", "counts the questions that pins match falsely"),
  ],
  chat: [
    example("chat", "opens the prompt; Tab completes, arrow keys recall lines, Ctrl+D ends"),
    example("chat --index /tmp/trial", "opens it on another index"),
  ],
  report: [
    example("report", "reports on all days that are kept"),
    example("report --days 7", "reports on the last week"),
    example("report --json", "the same for a script"),
  ],
  migrate: [
    example("migrate", "creates the tables, or brings them up to date"),
    example("migrate --json", "the same for a script"),
  ],
  forget: [
    example("forget --before 2026-01-01", "deletes records from before that day"),
    example("forget --all --questions", "deletes all questions, and keeps the votes"),
    example("forget --all", "deletes all records"),
  ],
  backup: [
    example("backup /var/backups/footnote.zip", "writes a backup; the bot may run"),
    example("backup footnote.zip --force --json", "replaces the last one; for a script"),
  ],
  restore: [
    example("restore footnote.zip --dry-run", "checks the file and changes nothing"),
    example("restore footnote.zip", "restores it; the bot must not run"),
  ],
  export: [
    example("export rules.zip --collection rules", "writes one collection; the bot may run"),
    example("export footnote.zip --force --json", "replaces the last one; for a script"),
  ],
  import: [
    example("import footnote.zip --dry-run", "checks the file and changes nothing"),
    example(
      "import rules.zip --collection rules",
      "imports it; with an index in files, the bot must not run",
    ),
  ],
  token: [
    example("token add website", "makes a token for the program website, and prints it"),
    example("token add desk --collections rules,news --rate 600/60", "gives it two collections"),
    example("token add trial --expires 2027-12-31", "makes a token that ends by itself"),
    example("token list", "shows the names and rights of all tokens"),
    example("token remove website", "revokes a token; no restart is needed"),
  ],
  doctor: [
    example("doctor", "prints the findings of all checks, with remedies"),
    example("doctor --json", "the same for a script; fails with 1 where there is a fault"),
  ],
};

const COMMAND = "npm run footnote -- ";

/** Formats the examples of a verb for its help; empty where there are none. */
export function exampleText(verb: string): string {
  const examples = EXAMPLES[verb] ?? [];
  if (examples.length === 0) return "";
  const width = Math.max(...examples.map(({ line }) => line.length));
  const rows = examples.map(({ line, does }) => `  ${COMMAND}${line.padEnd(width)}  ${does}`);
  return `\nExamples:\n${rows.join("\n")}`;
}

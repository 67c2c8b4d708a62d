/** @module The terminal's verbs and their options. */

import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import type { ExitCode } from "../base/errors.ts";
import type { Abilities } from "../interactions/action.ts";
import { reportFailure } from "../base/log.ts";
import type { AddOptions } from "./add.ts";
import type { ReadOptions, WriteOptions } from "./archives.ts";
import type { AskOptions } from "./ask.ts";
import type { DoctorOptions } from "./doctor.ts";
import type { EvalOptions } from "./eval.ts";
import { exampleText } from "./examples.ts";
import type { ForgetOptions } from "./forget.ts";
import type { IndexOptions } from "./index.ts";
import type { Io } from "./io.ts";
import type { MigrateOptions } from "./migrate.ts";
import type { ReportOptions } from "./report.ts";
import type { Folders } from "./setup.ts";
import type { SourceOptions } from "./source.ts";
import type { SyncVerbOptions } from "./sync.ts";
import type { TokenListOptions, TokenOptions } from "./token.ts";
import type { VerifyOptions } from "./verify.ts";

const MAX_TOP = 100;

const CALL_WAS_WRONG = 2;

const MORE_HELP = "(see --help)";

/** Loads what people can do. @param hasSelfService whether servers manage documents of their own. */
type LoadAbilities = (hasSelfService: boolean) => Promise<Abilities>;

/**
 * Parses and runs a verb, and prints the reason of a failure to standard error.
 * @returns the exit code.
 */
export async function run(
  args: readonly string[],
  io: Io,
  loadAbilities: LoadAbilities,
): Promise<0 | ExitCode> {
  let code: 0 | ExitCode = 0;
  try {
    const program = createProgram(io, loadAbilities, (failed) => (code = failed));
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    return error instanceof CommanderError ? exitCodeOf(error) : reportFailure(error, io.stderr);
  }
}

/** Returns the code of an error that Commander has already printed; 0 for help. */
const exitCodeOf = ({ exitCode }: CommanderError): 0 | ExitCode =>
  exitCode === 0 ? 0 : CALL_WAS_WRONG;

/**
 * Creates the program. A verb is loaded when it is called, and so are the commands: help and a wrong call need no model.
 * @param fail receives the exit code of a verb that fails without an error.
 */
export function createProgram(
  io: Io,
  loadAbilities: LoadAbilities,
  fail: (code: ExitCode) => void,
): Command {
  const program = new Command("footnote")
    .description("Finds passages in your documents and quotes them, word for word")
    .addHelpText("after", "\nExamples of a verb: npm run footnote -- ask --help")
    .showHelpAfterError(MORE_HELP)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
    });
  verb(program, "index", "Build the index of the documents")
    .option("--full", "embed all texts again, even unchanged ones")
    .option("--strict", "fail if any document can't be read")
    .option("--force", "build even if more than half of the documents are missing")
    .addOption(
      new Option("--back", "switch back to the previous index; build nothing").conflicts([
        "full",
        "strict",
        "purge",
      ]),
    )
    .option("--purge", "then delete every other index, with the texts withdrawn since")
    .option("--json", "print the summary as JSON")
    .action(async (options: IndexOptions) => (await import("./index.ts")).index(options, io));
  verb(program, "add", "Add documents: copy them, preview their passages and index them")
    .argument(
      "<path...>",
      "files (.md, .mdx, .txt, .rst, .adoc, .html, .pdf, .docx, .epub, .pptx, .xlsx, .csv, .tsv, .srt, .vtt), or folders of them",
    )
    .option("--title <text>", "its title; only for a single document")
    .option("--author <text>", "its author")
    .option("--publisher <text>", "its publisher")
    .option("--source <url>", "the address that it was taken from")
    .option("--published <date>", "the date of its publication")
    .option("--retrieved <date>", "the date on which it was taken from its source")
    .option("--licence <text>", "the licence under which it may be quoted")
    .option("--language <code>", "its language")
    .option("--details", "at a terminal, ask for all of these, not only for the title")
    .option("--replace", "replace a document of the same name")
    .option("--no-index", "don't index them now")
    .option("--dry-run", "only show the preview; write nothing")
    .option("--yes", "ask for no confirmation, even at a terminal")
    .option("--json", "print the results as JSON")
    .action(async (paths: string[], options: AddOptions) =>
      (await import("./add.ts")).add(paths, options, io),
    );
  verb(program, "sync", "Fetch changed documents, and bring the index up to date with them")
    .option("--json", "print the result as JSON")
    .action(async (options: SyncVerbOptions) => (await import("./sync.ts")).sync(options, io));
  verb(program, "ask", "Ask a question; without one, each line of standard input is one")
    .argument("[question]", "3 to 300 characters")
    .option("--json", "print the answer as JSON")
    .option("--top <n>", "the most passages to show", toTop, 3)
    .option("--always", "show the passages that rank first, whatever the outcome")
    .option("--explain", "show all signals of each passage")
    .action(async (question: string | undefined, options: AskOptions) =>
      (await import("./ask.ts")).ask(question, options, io),
    );
  verb(program, "source", "Show the source of a quotation: the text around it, its provenance")
    .argument("<id>", "the ID below the quotation")
    .option("--json", "print it as JSON")
    .action(async (id: string, options: SourceOptions) =>
      (await import("./source.ts")).source(id, options, io),
    );
  verb(program, "verify", "Check the whole index: files, passages, searches")
    .option("--json", "print the findings as JSON")
    .action(async (options: VerifyOptions) => (await import("./verify.ts")).verify(options, io));
  verb(program, "eval", "Measure recall and outcomes on questions of your own")
    .argument(
      "[file]",
      "a question a line, as JSON: {question, gold: [substring, …]} or {question, answerable: false}",
    )
    .option("--json", "print the figures as JSON")
    .addOption(
      new Option(
        "--make",
        "write a first version of the file, a question for each heading",
      ).conflicts("pins"),
    )
    .option(
      "--pins",
      "measure pins: by their own questions, and by those of the file that they should not match",
    )
    .action(async (file: string | undefined, options: EvalOptions) =>
      (await import("./eval.ts")).evalFile(file, options, io),
    );
  verb(
    program,
    "chat",
    "Use the commands at a prompt; lines typed are kept in a history file",
  ).action(async (folders: Folders) =>
    (await import("./chat.ts")).openChat(folders, await loadAbilities(false), io),
  );
  verb(program, "report", "Show votes, the documents used and unanswered questions")
    .option("--days <n>", "the number of days, today included", toDays)
    .option("--json", "print it as JSON")
    .action(async (options: ReportOptions) => (await import("./report.ts")).report(options, io));
  bareVerb(program, "forget", "Delete recorded votes, uses and questions; pins stay")
    .option("--before <date>", "records from before this day (YYYY-MM-DD)", toDay)
    .addOption(new Option("--all", "records of all days").conflicts("before"))
    .option("--questions", "only questions")
    .action(async (options: ForgetOptions) =>
      (await import("./forget.ts")).forgetFeedback(options, io),
    );
  addArchiveVerbs(program, io);
  bareVerb(program, "migrate", "Bring the tables of the database up to date with this version")
    .option("--json", "print the result as JSON")
    .action(async (options: MigrateOptions) =>
      (await import("./migrate.ts")).migrateSchema(options, io),
    );
  addTokenVerbs(program, io);
  verb(program, "doctor", "Check the setup and say how to fix it")
    .option("--json", "print the findings as JSON")
    .action(async (options: DoctorOptions) => {
      const code = await (
        await import("./doctor.ts")
      ).doctor(options, (await loadAbilities(true)).commands, io);
      if (code !== 0) fail(code);
    });
  return program;
}

/** Adds the verbs that write and read archives. */
function addArchiveVerbs(program: Command, io: Io): void {
  writer(
    program,
    "backup",
    "Write index, feedback, pins and settings into one file, without the token",
  ).action(async (file: string, options: WriteOptions) =>
    (await import("./backup.ts")).backup(file, options, io),
  );
  reader(
    program,
    "restore",
    "Check a backup, and restore its index, feedback and pins",
    "backup",
  ).action(async (file: string, options: ReadOptions) =>
    (await import("./restore.ts")).restore(file, options, io),
  );
  writer(program, "export", "Write a collection into one file, for another store").action(
    async (file: string, options: WriteOptions) =>
      (await import("./export.ts")).exportToFile(file, options, io),
  );
  reader(
    program,
    "import",
    "Check an export, and replace a collection by it: index, feedback and pins",
    "export",
  ).action(async (file: string, options: ReadOptions) =>
    (await import("./import.ts")).importFromFile(file, options, io),
  );
}

const writer = (program: Command, name: string, description: string): Command =>
  verb(program, name, description)
    .argument("<file>", "the file to write, such as footnote.zip")
    .option("--force", "replace an existing file")
    .option("--json", "print the summary as JSON");

/** @param writtenBy the verb that writes its files. */
const reader = (program: Command, name: string, description: string, writtenBy: string): Command =>
  verb(program, name, description)
    .argument("<file>", `a file that ${writtenBy} wrote`)
    .option("--dry-run", "only check the file; change nothing")
    .option("--keep-feedback", "leave the feedback and the pins as they are")
    .option("--json", "print the summary as JSON");

/** Adds `token`, which has verbs of its own. */
function addTokenVerbs(program: Command, io: Io): void {
  const token = bareVerb(program, "token", "Give programs access to the HTTP API and to MCP");
  const load = () => import("./token.ts");
  bareVerb(token, "add", "Make a token, print it this once, and keep only its hash", "token")
    .argument("<name>", "the program that gets it, in small letters, digits and hyphens")
    .option("--collections <names>", "the collections that it may ask, such as rules,news")
    .option("--rate <times/seconds>", "its most requests in so many seconds; 60/60 if not given")
    .option("--expires <date>", "the last day on which it is valid, in UTC (YYYY-MM-DD)")
    .action(async (name: string, options: TokenOptions) =>
      (await load()).addToken(name, options, io),
    );
  bareVerb(token, "list", "Show the names and rights of all tokens, but no token", "token")
    .option("--json", "print them as JSON")
    .action(async (options: TokenListOptions) => (await load()).printTokens(options, io));
  bareVerb(token, "remove", "Revoke a token, which is then refused at once", "token")
    .argument("<name>", "its name")
    .action(async (name: string) => (await load()).removeToken(name, io));
}

const verb = (program: Command, name: string, description: string): Command =>
  bareVerb(program, name, description)
    .option("--seeds <dir>", "the folder of documents")
    .option("--index <dir>", "the folder of the index")
    .option("--collection <name>", "one of the collections of footnote.yaml");

/** @param examples the verb whose examples its help shows. */
const bareVerb = (program: Command, name: string, description: string, examples = name): Command =>
  program
    .command(name)
    .description(description)
    .addHelpText("after", exampleText(examples))
    .allowExcessArguments(false)
    .showHelpAfterError(MORE_HELP);

function toTop(typed: string): number {
  const top = Number(typed);
  if (Number.isInteger(top) && top >= 1 && top <= MAX_TOP) return top;
  throw new InvalidArgumentError(`expected a whole number from 1 to ${MAX_TOP}.`);
}

const MOST_DAYS = 365;

function toDays(typed: string): number {
  const days = Number(typed);
  if (Number.isInteger(days) && days >= 1 && days <= MOST_DAYS) return days;
  throw new InvalidArgumentError(`expected a whole number from 1 to ${MOST_DAYS}.`);
}

function toDay(typed: string): string {
  const day = new Date(`${typed}T00:00:00Z`);
  if (!Number.isNaN(day.getTime()) && day.toISOString().startsWith(`${typed}T`)) return typed;
  throw new InvalidArgumentError("expected a day such as 2026-01-31.");
}

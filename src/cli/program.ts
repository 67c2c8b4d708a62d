/** @module The terminal's verbs and their options. */

import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import type { ExitCode } from "../base/errors.ts";
import type { Abilities } from "../interactions/action.ts";
import { reportFailure } from "../base/log.ts";
import type { AddOptions } from "./add.ts";
import type { AskOptions } from "./ask.ts";
import type { DoctorOptions } from "./doctor.ts";
import type { EvalOptions } from "./eval.ts";
import { exampleText } from "./examples.ts";
import type { ForgetOptions } from "./forget.ts";
import type { IndexOptions } from "./index.ts";
import type { Io } from "./io.ts";
import type { ReportOptions } from "./report.ts";
import type { Folders } from "./setup.ts";
import type { SourceOptions } from "./source.ts";
import type { VerifyOptions } from "./verify.ts";

const MAX_TOP = 100;

const CALL_WAS_WRONG = 2;

/**
 * Runs a verb as it is typed, and prints the reason of a failure to standard error.
 * @returns the exit code.
 */
export async function run(
  args: readonly string[],
  io: Io,
  loadAbilities: () => Promise<Abilities>,
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

/** Commander has said already what is wrong; asking for help is not. */
const exitCodeOf = ({ exitCode }: CommanderError): 0 | ExitCode =>
  exitCode === 0 ? 0 : CALL_WAS_WRONG;

/**
 * Creates the program. A verb is loaded when it is called, and so are the commands: help and a wrong call need no model.
 * @param fail receives the exit code of a verb that fails without an error.
 */
export function createProgram(
  io: Io,
  loadAbilities: () => Promise<Abilities>,
  fail: (code: ExitCode) => void,
): Command {
  const program = new Command("footnote")
    .description("Finds passages in your documents and quotes them, word for word")
    .addHelpText("after", "\nExamples of a verb: npm run footnote -- ask --help")
    .showHelpAfterError("(--help tells more)")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
    });
  verb(program, "index", "Build the index of the documents")
    .option("--full", "embed everything anew, even what has not changed")
    .option("--strict", "fail if any document can't be read")
    .option("--force", "build even if more than half of the documents would go, or all of them")
    .addOption(
      new Option(
        "--back",
        "put the generation before back into service, and build nothing",
      ).conflicts(["full", "strict", "purge"]),
    )
    .option(
      "--purge",
      "then delete every other generation: what was withdrawn is gone from the disk",
    )
    .option("--json", "print the summary as JSON")
    .action(async (options: IndexOptions) => (await import("./index.ts")).index(options, io));
  verb(program, "add", "Copy documents among the seeds, and see how they will be cut")
    .argument("<path...>", "files (.md, .mdx, .txt, .html, .pdf, .docx), or folders of them")
    .option("--title <text>", "its title; this and the next for one document alone")
    .option("--author <text>", "who wrote it")
    .option("--publisher <text>", "who published it")
    .option("--source <url>", "where it is from")
    .option("--published <date>", "when it was published")
    .option("--retrieved <date>", "when it was taken from there")
    .option("--licence <text>", "under which licence it may be quoted")
    .option("--language <code>", "the language it is in")
    .option("--replace", "put it in the place of a document of that name")
    .option("--dry-run", "only say what would be done")
    .option("--yes", "ask nothing, even at a terminal")
    .option("--json", "print what was done as JSON")
    .action(async (paths: string[], options: AddOptions) =>
      (await import("./add.ts")).add(paths, options, io),
    );
  verb(program, "ask", "Ask a question; without one, each line of standard input is one")
    .argument("[question]", "3 to 300 characters")
    .option("--json", "print the answer as JSON")
    .option("--top <n>", "how many passages to show at most", toTop, 3)
    .option("--always", "show what ranks first, whatever the outcome")
    .option("--explain", "tell every signal of every passage shown")
    .action(async (question: string | undefined, options: AskOptions) =>
      (await import("./ask.ts")).ask(question, options, io),
    );
  verb(program, "source", "See where a quotation stands")
    .argument("<id>", "the ID below the quotation")
    .option("--json", "print it as JSON")
    .action(async (id: string, options: SourceOptions) =>
      (await import("./source.ts")).source(id, options, io),
    );
  verb(program, "verify", "Check everything that can be checked of the index")
    .option("--json", "print the findings as JSON")
    .action(async (options: VerifyOptions) => (await import("./verify.ts")).verify(options, io));
  verb(program, "eval", "Measure what is found for questions of your own")
    .argument(
      "<file>",
      "a question a line, as JSON: {question, gold: [substring, …]} or {question, answerable: false}",
    )
    .option("--json", "print the figures as JSON")
    .option("--make", "write such a file to begin with, a question for each heading")
    .action(async (file: string, options: EvalOptions) =>
      (await import("./eval.ts")).evalFile(file, options, io),
    );
  verb(
    program,
    "chat",
    "Use the commands at a prompt; what is typed is kept in a file of your own",
  ).action(async (folders: Folders) =>
    (await import("./chat.ts")).openChat(folders, await loadAbilities(), io),
  );
  verb(program, "report", "Show votes, the documents used and unanswered questions")
    .option("--days <n>", "how many days back, today among them", toDays)
    .option("--json", "print it as JSON")
    .action(async (options: ReportOptions) => (await import("./report.ts")).report(options, io));
  bareVerb(program, "forget", "Delete what was kept of votes, uses and questions")
    .option("--before <date>", "what is of before this day (YYYY-MM-DD)", toDay)
    .addOption(new Option("--all", "what is of every day").conflicts("before"))
    .option("--questions", "questions alone")
    .action(async (options: ForgetOptions) =>
      (await import("./forget.ts")).forgetFeedback(options, io),
    );
  verb(program, "doctor", "Check what Footnote stands on, and say what to do")
    .option("--json", "print the findings as JSON")
    .action(async (options: DoctorOptions) => {
      const code = await (
        await import("./doctor.ts")
      ).doctor(options, (await loadAbilities()).commands, io);
      if (code !== 0) fail(code);
    });
  return program;
}

const verb = (program: Command, name: string, description: string): Command =>
  bareVerb(program, name, description)
    .option("--seeds <dir>", "the folder of documents")
    .option("--index <dir>", "the folder of the index");

const bareVerb = (program: Command, name: string, description: string): Command =>
  program
    .command(name)
    .description(description)
    .addHelpText("after", exampleText(name))
    .allowExcessArguments(false)
    .showHelpAfterError("(--help tells more)");

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

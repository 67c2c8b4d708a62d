/** @module Extraction in a process of its own: a file that is too much for it costs that file, and nothing else. */

import type { ChildProcess } from "node:child_process";
import { z } from "zod";
import { UserError } from "../../errors.ts";
import { forkProgram } from "../../program.ts";
import { forwardStandardError } from "../../standard-error.ts";
import type { Extracted } from "./extracted.ts";

/** Takes the text out of files, one after the other. */
export interface Extractor {
  /**
   * @param path names the kind of file; nothing is read from there.
   * @throws UserError that says why nothing can be quoted from these bytes.
   */
  readonly extract: (path: string, bytes: Uint8Array) => Promise<Extracted>;
  readonly close: () => void;
}

/** Checked for its outline alone: what the text is made of was checked by whoever made it, our own code. */
const isExtracted = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "text" in value && typeof value.text === "string";

/** What the process answers. `refused` bears text that a user may read. */
const ExtractionMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("extracted"), extracted: z.custom<Extracted>(isExtracted) }),
  z.object({ type: z.literal("refused"), reason: z.string() }),
]);
export type ExtractionMessage = z.infer<typeof ExtractionMessage>;

/** What the process is asked. */
export const ExtractionRequest = z.object({ path: z.string(), bytes: z.instanceof(Uint8Array) });
type ExtractionRequest = z.infer<typeof ExtractionRequest>;

export interface ExtractionLimits {
  readonly milliseconds: number;
  readonly megabytes: number;
}

/** Several times what 2,000 full pages take on a slow machine. */
const LIMITS: ExtractionLimits = { milliseconds: 180_000, megabytes: 1_500 };

/** The process begins with the first file, and ends when it is closed, or with this one. */
export function openExtractor(limits: ExtractionLimits = LIMITS): Extractor {
  let child: ChildProcess | undefined;
  const close = (): void => {
    process.off("exit", close);
    child?.kill("SIGKILL");
    child = undefined;
  };
  const begin = (): ChildProcess => {
    // Whoever asked may be ended without closing it.
    process.once("exit", close);
    return start(limits);
  };
  return {
    async extract(path, bytes) {
      child ??= begin();
      const request = ask(child, { path, bytes: Uint8Array.from(bytes) }, limits);
      const message = await request.catch((error: unknown) => {
        close();
        throw error;
      });
      if (message.type === "refused") throw new UserError(message.reason);
      return message.extracted;
    },
    close,
  };
}

function start({ megabytes }: ExtractionLimits): ChildProcess {
  const child = forkProgram("extract", [`${process.pid}`], {
    execArgv: [`--max-old-space-size=${megabytes}`],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    serialization: "advanced",
  });
  forwardStandardError(child);
  // It is not what this process waits for at its end.
  child.unref();
  return child;
}

function ask(
  child: ChildProcess,
  request: ExtractionRequest,
  { milliseconds }: ExtractionLimits,
): Promise<ExtractionMessage> {
  return new Promise<ExtractionMessage>((resolve, reject) => {
    const late = setTimeout(() => reject(tooSlow(milliseconds)), milliseconds);
    const settle = (): void => {
      clearTimeout(late);
      child.removeAllListeners();
    };
    child.on("message", (message) => {
      settle();
      resolve(ExtractionMessage.parse(message));
    });
    child.on("error", (error) => {
      settle();
      reject(error);
    });
    child.on("exit", () => {
      settle();
      reject(broken());
    });
    child.send(request);
  });
}

const tooSlow = (milliseconds: number): UserError =>
  new UserError(
    `reading it took longer than ${Math.round(milliseconds / 1000)} seconds: divide it, or save it anew from the program it comes from`,
  );

const broken = (): UserError =>
  new UserError(
    "reading it broke off, most often for want of memory: divide it, or save it anew from the program it comes from",
  );

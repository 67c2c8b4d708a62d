/** @module Adding one file: planned, confirmed by an operator at the terminal, and installed. */

import type { Origin } from "../corpus/front-matter.ts";
import { UserError } from "../base/errors.ts";
import type { Offered, PlannedTexts } from "../intake/plan.ts";
import { type Proposal, propose } from "../intake/proposal.ts";
import { install, taken } from "../intake/install.ts";
import { folderPlace, targetStateOf } from "../intake/place.ts";
import type { Preview } from "../intake/preview.ts";
import type { DocumentReader } from "../intake/reader.ts";
import { drawAdded } from "./added.ts";
import { type Interview, Left } from "./interview.ts";
import type { Output } from "./io.ts";

/** The result for a file. */
export type Added = { readonly file: string } & (
  | { readonly status: "refused"; readonly reason: string }
  | (Preview & {
      readonly status: "added" | "replaced" | "there" | "planned" | "declined";
      /** Relative to the folder of documents. */
      readonly path: string;
      /** The fields of the file that it replaces that stay. */
      readonly kept: readonly string[];
    })
);

export interface Context {
  /** Of the documents. */
  readonly folder: string;
  readonly stdout: Output;
  readonly options: { readonly replace?: boolean; readonly dryRun?: boolean };
  readonly reader: DocumentReader;
  /** Receives the texts that the next build embeds. */
  readonly count: (texts: PlannedTexts) => void;
  /** At a terminal. */
  readonly interview: Interview | undefined;
  /** The paths of earlier files of this call, planned ones included. */
  readonly taken: Set<string>;
}

/** Adds a file. @throws Left if the operator leaves, which ends the whole call. */
export async function addOne(offered: Offered, given: Origin, context: Context): Promise<Added> {
  const { path: file } = offered;
  const plan = await planned(offered, given, context).catch(refusal);
  if ("reason" in plan) return refusedFile(file, plan.reason);
  const ending = await carryOut(file, plan, context).catch(refusal);
  if (typeof ending !== "string") return refusedFile(file, ending.reason);
  if (ending !== "there" && ending !== "declined") context.count(plan.texts);
  return resultOf(file, ending, plan);
}

const resultOf = (
  file: string,
  status: Exclude<Added["status"], "refused">,
  { path, kept, preview }: Proposal,
): Added => ({ file, status, path, kept, ...preview });

export const refusedFile = (file: string, reason: string): Added => ({
  file,
  status: "refused",
  reason,
});

/** Plans a file; with an interview, planned again with the fields that were typed. */
async function planned(
  offered: Offered,
  given: Origin,
  { folder, options, reader, interview }: Context,
): Promise<Proposal> {
  const place = { place: folderPlace(folder), reader };
  const plan = await propose(offered, given, place);
  const isPut = plan.target === "free" || (plan.target === "other" && options.replace);
  if (!interview || !isPut || !plan.takesFields) return plan;
  const typed = await interview.askFields(offered.path, plan.preview, given);
  return Object.keys(typed).length === 0 ? plan : propose(offered, { ...given, ...typed }, place);
}

function refusal(error: unknown): { readonly reason: string } {
  if (error instanceof UserError && !(error instanceof Left)) return { reason: error.message };
  throw error;
}

async function carryOut(
  file: string,
  plan: Proposal,
  { folder, stdout, options, interview, taken: others }: Context,
): Promise<Exclude<Added["status"], "refused">> {
  const { replace = false, dryRun = false } = options;
  const target = await targetStateOf(folderPlace(folder), plan);
  if (target === "there") return "there";
  if (others.has(plan.path) || (target === "other" && !replace)) throw taken(plan.path);
  others.add(plan.path);
  if (dryRun) return "planned";
  if (interview) {
    stdout.write(drawAdded(resultOf(file, "planned", plan), stdout));
    if (!(await interview.confirm("Add it?"))) return "declined";
  }
  await install(folder, plan, replace);
  return target === "other" ? "replaced" : "added";
}

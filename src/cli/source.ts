/** @module `source`: the source of a passage, by its ID. */

import { UserError } from "../base/errors.ts";
import { renderSource } from "../reply/source.ts";
import type { Io } from "./io.ts";
import { configFor, type Folders, openSources } from "./setup.ts";
import { sourceJson } from "../programs/forms/source.ts";
import { drawFor } from "./draw.ts";

export interface SourceOptions extends Folders {
  readonly json?: boolean;
}

/** Prints the passage in its section, then its technical details. @throws UserError for an ID without a passage in the index. */
export async function source(
  id: string,
  { json, ...folders }: SourceOptions,
  io: Io,
): Promise<void> {
  const sources = await openSources(configFor(folders, io));
  try {
    const found = await sources.source(id);
    const draw = drawFor(io.stdout);
    const text = draw(renderSource(found));
    if (json) io.stdout.write(`${JSON.stringify(sourceJson(found))}\n`);
    if (found.status !== "found") throw new UserError(text.trim());
    if (!json) io.stdout.write(`${text}\n${draw(renderSource(found, { view: "details" }))}`);
  } finally {
    await sources.close();
  }
}

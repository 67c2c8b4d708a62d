/** @module `source`: where the passage of an ID stands. */

import { UserError } from "../errors.ts";
import { renderSource } from "../reply/source.ts";
import { configFor, type Folders, libraryFor } from "./setup.ts";
import { draw, takesColour } from "./draw.ts";

export interface SourceOptions extends Folders {
  readonly json?: boolean;
}

/** Prints the citation; an ID that stands for nothing (any more) is a failure. */
export async function source(id: string, { json, ...folders }: SourceOptions): Promise<void> {
  const library = await libraryFor(configFor(folders));
  try {
    const found = await library.source(id);
    const text = draw(renderSource(found), takesColour(process.stdout));
    if (json) process.stdout.write(`${JSON.stringify(found)}\n`);
    if (found.status !== "found") throw new UserError(text.trim());
    if (!json) process.stdout.write(text);
  } finally {
    await library.close();
  }
}

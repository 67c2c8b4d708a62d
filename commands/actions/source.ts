/** @module The button that shows where a quotation stands. */

import { renderSource } from "../../src/reply/source.ts";
import type { Action } from "../action.ts";

export const source: Action = {
  accepts: ({ passages }) => passages.length === 1,
  manner: () => "private",
  run: async ({ passages }, press, context) =>
    renderSource(await context.libraryFor(press).source(passages[0]?.id ?? "")),
};

/** @module /pins: the questions with a pinned passage, page by page, and the removal of a pin. */

import { UserError } from "../src/base/errors.ts";
import { SHORT_ID } from "../src/base/short-id.ts";
import type { OperatorAction } from "../src/interactions/action.ts";
import type { Caller } from "../src/interactions/caller.ts";
import {
  type Definition,
  type OperatorCommand,
  type OperatorContext,
  type Reply,
  toManagers,
} from "../src/interactions/command.ts";
import { lastPage, PINS_PER_PAGE, renderPins, renderUnpinned } from "../src/reply/pins.ts";
import { localized } from "../src/reply/words/localized.ts";
import { wordsFor } from "../src/reply/words/words.ts";
import { collectionOption } from "./collection-option.ts";

const DEFINITION: Definition = {
  ...localized((commands) => commands.pins),
  default_member_permissions: "0",
  options: [collectionOption],
};

export const pins: OperatorCommand = {
  definition: DEFINITION,
  forManagers: toManagers(DEFINITION),
  scope: "home",
  isPrivate: () => true,
  run: (call, context) => showPage(0, call, context),
};

/** Turns the page in place. */
export const pinsPage: OperatorAction = {
  name: "pins",
  scope: "home",
  accepts: () => true,
  manner: () => "change",
  run: ({ page }, press, context) => showPage(page, press, context),
};

/** Shows a page, from 0, the latest pins first; past the end, the last one. */
const showPage = (
  wanted: number,
  { locale }: Caller,
  { collection }: OperatorContext,
): Promise<Reply> =>
  collection.use(async (library) => {
    const all = (await library.pins()).toReversed();
    const page = Math.min(wanted, lastPage(all.length));
    const shown = all.slice(page * PINS_PER_PAGE, (page + 1) * PINS_PER_PAGE);
    const listed = await Promise.all(
      shown.map(async (one) => ({ pin: one, source: await library.source(one.passage) })),
    );
    const place = { page, total: all.length };
    return { message: renderPins(listed, place, wordsFor(locale)) };
  });

/** Removes a pin: that of a button, or that of a list. */
export const unpin: OperatorAction = {
  name: "unpin",
  scope: "home",
  accepts: ({ word }, { values }) =>
    SHORT_ID.test(word) || (word === "" && values.length === 1 && SHORT_ID.test(values[0] ?? "")),
  manner: () => "change",
  run: ({ word }, { values, locale }, { collection }) =>
    collection.use(async (library) => {
      const words = wordsFor(locale);
      const id = word || (values[0] ?? "");
      const known = (await library.pins()).find((one) => one.id === id);
      if (!known || !(await library.unpin(id)))
        throw new UserError(words.pins.gone, { exitCode: 2 });
      return {
        message: renderUnpinned(known, words),
        outcome: { kind: "other", result: "unpinned" },
      };
    }),
};

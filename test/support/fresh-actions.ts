/** @module The actions of the bot, where those that remember what was sent remember nothing yet. */

import { createPreviewActions } from "../../commands/actions/person.ts";
import { createSettle } from "../../commands/actions/settle.ts";
import { ABILITIES } from "../../commands/index.ts";
import type { Action } from "../../src/interactions/action.ts";

export function freshActions(): readonly Action[] {
  const fresh = [...createPreviewActions(), createSettle()];
  return ABILITIES.actions.map((one) => fresh.find(({ name }) => name === one.name) ?? one);
}

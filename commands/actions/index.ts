/** @module The one list of actions; that none is missing, its type tells. */

import type { ActionName } from "../../src/reply/action.ts";
import type { Action } from "../../src/interactions/action.ts";
import { more, page, share } from "./further.ts";
import { documents, help } from "./screens.ts";
import { bytes, open, source, turn } from "./source.ts";
import { reason, vote } from "./vote.ts";

export const ACTIONS: Readonly<Record<ActionName, Action>> = {
  source,
  more,
  page,
  vote,
  reason,
  share,
  turn,
  bytes,
  documents,
  open,
  help,
};

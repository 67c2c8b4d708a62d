/** @module The one list of actions; that none is missing, its type tells. */

import type { ActionName } from "../../src/reply/action.ts";
import type { Action } from "../action.ts";
import { source } from "./source.ts";

export const ACTIONS: Readonly<Record<ActionName, Action>> = { source };

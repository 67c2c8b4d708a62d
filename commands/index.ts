/** @module The one list of commands, actions and the listener, in the order in which they are registered and shown. */

import type { Abilities } from "../src/interactions/action.ts";
import { createDismiss } from "./actions/dismiss.ts";
import { askPerson, createPreviewActions } from "./actions/person.ts";
import { searchPost } from "./actions/search-post.ts";
import { createSettle } from "./actions/settle.ts";
import { createShare } from "./actions/share.ts";
import { reason, vote } from "./actions/vote.ts";
import { add, addNow } from "./add.ts";
import { ask } from "./ask.ts";
import { collections, collectionsPage } from "./collections.ts";
import { documents, documentsPage } from "./documents.ts";
import { undo } from "./edits.ts";
import { find } from "./find.ts";
import { forget, forgetNow } from "./forget.ts";
import { help, helpPage } from "./help.ts";
import { pin, pinned, pinOne } from "./pin.ts";
import { pins, pinsPage, unpin } from "./pins.ts";
import { createListener } from "./post.ts";
import { rebuild } from "./rebuild.ts";
import { cancel, remove, removeNow } from "./remove.ts";
import { settings } from "./settings.ts";
import { sync } from "./sync.ts";
import { bytes, details, open, pick, source, sourceOf, text, turn } from "./source.ts";

/** Returns everything that a person can do. @param hasSelfService whether servers manage documents of their own. */
export const abilitiesFor = (hasSelfService: boolean): Abilities =>
  hasSelfService
    ? {
        ...ABILITIES,
        commands: [...ABILITIES.commands, settings, forget],
        actions: [...ABILITIES.actions, forgetNow],
      }
    : ABILITIES;

export const ABILITIES: Abilities = {
  commands: [
    ask,
    source,
    documents,
    add,
    remove,
    rebuild,
    sync,
    pin,
    pins,
    collections,
    help,
    find,
  ],
  actions: [
    sourceOf,
    pick,
    turn,
    text,
    details,
    bytes,
    open,
    vote,
    reason,
    createShare(),
    searchPost,
    createDismiss(),
    askPerson,
    ...createPreviewActions(),
    createSettle(),
    documentsPage,
    collectionsPage,
    helpPage,
    addNow,
    removeNow,
    cancel,
    undo,
    pinOne,
    pinned,
    unpin,
    pinsPage,
  ],
  listener: createListener(),
};

/** @module A reply that nobody asked for, removed by the author of the post or by a moderator. */

import { UserError } from "../../src/base/errors.ts";
import { SNOWFLAKE } from "../../src/base/text.ts";
import type { MemberAction } from "../../src/interactions/action.ts";
import { wordsFor } from "../../src/reply/words/words.ts";
import { rememberPressed } from "./once.ts";

/** Creates the action of the button whose word is the ID of the post's author. */
export function createDismiss(): MemberAction {
  const removed = rememberPressed();
  return {
    name: "dismiss",
    removes: true,
    accepts: ({ word }) => SNOWFLAKE.test(word),
    manner: () => "change",
    async run({ word: authorId }, { userId, rights, locale, message }, { note }) {
      if (userId !== authorId && !rights.moderator && !rights.operator)
        throw new UserError(wordsFor(locale).posts.notYours, { exitCode: 2 });
      // Several presses may be under way before the message is gone.
      if (removed.add(message.id)) note("removed");
      return { removes: true };
    },
  };
}

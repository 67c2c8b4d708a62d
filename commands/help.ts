/** @module /help: what one can do, and what to expect of an answer. */

import { message } from "../src/reply/message.ts";
import { type Command, IN_GUILDS } from "./command.ts";

const TEXT = [
  "I answer with exact quotations from the documents I was given, and with nothing else.",
  "",
  "**/ask** `question` shows the passages that answer. Add `private` to see them alone.",
  "**/source** `id` shows where a quotation stands, and where its document comes from.",
  "**/rebuild** reads the documents again; with `back` it goes back to the index before (operators only, in their own guild).",
  "**/help** shows this.",
  "",
  "Below each quotation stands its ID. `[…]` marks what was left out; nothing else is ever changed.",
  "If I am not sure that a passage answers, I say so. If I find nothing, I say that.",
].join("\n");

export const help: Command = {
  definition: { name: "help", description: "What this bot does and how to ask it", ...IN_GUILDS },
  scope: "everywhere",
  isPrivate: () => true,
  run: async () => message(TEXT),
};

/** @module What a conversation at a prompt prints. */

import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { createConversation } from "../../src/cli/conversation.ts";
import { singleCollection } from "../../src/collection/collections.ts";
import type { MemberCommand } from "../../src/interactions/command.ts";
import { message } from "../../src/reply/message.ts";
import { buildAt, HARBOUR, openAt, placeWith } from "../support/library.ts";

/** Shows its reply as progress first. */
const patient: MemberCommand = {
  definition: { name: "patient", description: "Waits" },
  scope: "everywhere",
  isPrivate: () => true,
  async run(_, { update }) {
    update(message("In the queue."));
    await new Promise((resolve) => setTimeout(resolve, 50));
    return { message: message("In the queue.") };
  },
};

it("prints progress again only where it changed", async () => {
  const place = await placeWith({ "a.md": HARBOUR });
  await buildAt(place);
  const [collection] = await singleCollection(await openAt(place)).list();
  if (!collection) throw new Error("no collection");
  const output = new PassThrough({ encoding: "utf8" });
  const conversation = createConversation(collection, {
    commands: [patient],
    actions: [],
    output,
    echoes: false,
  });
  await conversation.answer("/patient");
  await conversation.answer("/patient");
  expect(String(output.read()).match(/In the queue\./g)).toHaveLength(2);
});

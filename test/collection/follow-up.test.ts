/** @module Follow-ups through the library: what is searched, and what the answer claims. */

import { describe, expect, it } from "vitest";
import { HARBOUR, ORCHARD } from "../support/library.ts";
import { memoryLibrary } from "../support/memory-library.ts";

const BEFORE = "When is the gate of the harbour shut by the keeper?";
const FOLLOW_UP = "and when does it open?";
const WHOLE = "Who comes out in a red boat when the flag is up?";
const OPTIONS = { top: 3, locale: "en" };

const opened = () => memoryLibrary({ "harbour.md": HARBOUR, "orchard.md": ORCHARD });

describe("a question after another", () => {
  it("is searched with words of that one, and is neither found nor sure", async () => {
    const library = await opened();
    const answer = await library.ask(FOLLOW_UP, { ...OPTIONS, before: BEFORE });
    const complete = await library.ask(`${FOLLOW_UP} gate shut keeper`, OPTIONS);
    expect(complete).toMatchObject({ outcome: "found", isSure: true });
    expect(answer).toMatchObject({
      question: FOLLOW_UP,
      carried: ["gate", "shut", "keeper"],
      outcome: "unsure",
      isSure: false,
      answers: complete.answers,
    });
  });

  it("that is whole is answered as if there were none", async () => {
    const library = await opened();
    expect(await library.ask(WHOLE, { ...OPTIONS, before: BEFORE })).toEqual(
      await library.ask(WHOLE, OPTIONS),
    );
  });

  it.each([
    ["nothing", ""],
    ["no words", "?! <@123456789012345678> https://example.org/gate-of-the-harbour"],
    ["words that the documents do not have", "Which railways have tunnels?"],
  ])("is searched alone after %s", async (_, before) => {
    const library = await opened();
    const alone = await library.ask(FOLLOW_UP, OPTIONS);
    expect(alone).not.toHaveProperty("carried");
    expect(await library.ask(FOLLOW_UP, { ...OPTIONS, before })).toEqual(alone);
  });

  it("takes no more of that one than a question may have", async () => {
    const library = await opened();
    const before = `${"harbour ".repeat(200_000)} orchard`;
    const { carried } = await library.ask(FOLLOW_UP, { ...OPTIONS, before });
    expect(carried).toEqual(["harbour"]);
  });
});

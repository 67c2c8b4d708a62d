/** @module What a member does in Discord, down to the store's file. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openFileRecords } from "../../src/feedback/file-records.ts";
import { readRecords } from "../../src/feedback/journal.ts";
import { openFeedback } from "../../src/feedback/store.ts";
import { createLog } from "../../src/base/log.ts";
import { joinedBot } from "../support/bot.ts";
import { flatten } from "../fake-discord/component-limits.ts";
import { fieldsOf } from "../fake-discord/json.ts";
import { temporaryFolder } from "../support/temporary.ts";

const USER = "1200000000000000777";

async function votingBot() {
  const dir = await temporaryFolder();
  const log = createLog("silent");
  const feedback = openFeedback({
    records: openFileRecords(dir),
    days: 90,
    keepsQuestions: true,
    log,
  });
  onTestFinished(() => feedback.close());
  return { dir, feedback, ...(await joinedBot({ feedback })) };
}

describe("feedback from Discord", () => {
  it("is kept without who gave it: two votes on a reply are one, what was shown is counted, what found nothing is noted", async () => {
    const { dir, feedback, fake } = await votingBot();
    const ask = (question: string) =>
      fake
        .interact({ type: "command", name: "ask", options: { question }, userId: USER })
        .message();
    const { components, embeds } = await ask("When does the harbour open in the morning?");
    const ids = flatten(components).map((component) => fieldsOf(component));
    for (const label of ["👍", "👎"]) {
      const id = ids.find(({ emoji }) => fieldsOf(emoji)["name"] === label)?.["custom_id"];
      const pressed = fake.interact({ type: "component", customId: String(id), userId: USER });
      await pressed.acknowledged();
      await expect
        .poll(() => readRecords(dir).then(({ entries }) => JSON.stringify(entries)))
        .toContain(label === "👍" ? '"up"' : '"down"');
    }
    await ask("Quantum chromodynamics lattice gauge?");
    await feedback.close();
    const again = openFeedback({
      records: openFileRecords(dir),
      days: 90,
      keepsQuestions: true,
      log: createLog("silent"),
    });
    await again.close();

    const { entries } = await readRecords(dir);
    expect(entries.filter(({ kind }) => kind === "vote")).toEqual([
      expect.objectContaining({ verdict: "down" }),
    ]);
    expect(entries).toContainEqual(
      expect.objectContaining({ text: "Quantum chromodynamics lattice gauge?" }),
    );
    const shown = entries.flatMap((entry) =>
      entry.kind === "shown" ? Object.keys(entry.times) : [],
    );
    expect(shown.length).toBeGreaterThanOrEqual(embeds.length);
    const text = await readFile(join(dir, "feedback.jsonl"), "utf8");
    expect(text).not.toContain(USER);
    expect(text).not.toContain("harbour");
    expect(fake.faults).toEqual([]);
  });
});

/** @module The weekly report in a fake Discord: in the operators' channel, and what is done where that refuses it. */

import { expect, it, onTestFinished } from "vitest";
import { NO_COMMUNITY } from "../../src/base/config/collections.ts";
import { createLog } from "../../src/base/log.ts";
import { singleCollection } from "../../src/collection/collections.ts";
import { openOutbox } from "../../src/discord/outbox.ts";
import { openFileRecords } from "../../src/feedback/file-records.ts";
import { openReportedFeedback } from "../../src/feedback/report.ts";
import { createDigests } from "../../src/interactions/digests.ts";
import { fakeDiscord, HOME, settingsFor } from "../support/bot.ts";
import { buildAt, HARBOUR, openAt, placeWith } from "../support/library.ts";
import { temporaryFolder } from "../support/temporary.ts";

const CHANNEL = "1300000000000000007";

it("is posted once, on the day after the channel refused it", async () => {
  const fake = await fakeDiscord({
    guilds: [HOME],
    channels: [{ id: CHANNEL, guildId: HOME, type: 0 }],
  });
  const lines: string[] = [];
  const log = createLog("warn", [], (line) => void lines.push(line));
  const place = await placeWith({ "harbour.md": HARBOUR });
  await buildAt(place);
  const library = await openAt(place);
  let today = "2026-03-05T12:00:00Z";
  const now = (): Date => new Date(today);
  const records = openFileRecords(await temporaryFolder());
  const options = { records, days: 90, keepsQuestions: true, log, now };
  const { feedback: store, weekly } = openReportedFeedback(options);
  onTestFinished(() => store.close());
  const [hours] = await library.complete("Hours", 1);
  const passage = hours?.id;
  await store.for(library.id).unanswered("@everyone, opening hours?", { passage, isPost: true });
  store.for(library.id).note("silent");
  await store.flush();
  const desk = { channelId: CHANNEL, pingEverySeconds: 900, hasDigest: true };
  const check = createDigests({
    collections: singleCollection(library, { community: { ...NO_COMMUNITY, desk } }),
    weekly,
    outbox: openOutbox(settingsFor(fake), log),
    log,
    now,
  });

  today = "2026-03-09T09:00:00Z";
  fake.forbid(CHANNEL, "send");
  await check();
  await check();
  expect(fake.written(CHANNEL)).toEqual([]);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/Send Messages and Embed Links.*tried again tomorrow/);
  fake.permit(CHANNEL, "send");
  today = "2026-03-10T09:00:00Z";
  await check();
  await check();
  const written = fake.written(CHANNEL);
  expect(written).toHaveLength(1);
  expect(JSON.stringify(written)).toMatch(
    /Weekly report, 2 Mar 2026 to 8 Mar 2026.*harbour › Hours.*everyone, opening hours/,
  );
  expect(fake.faults).toEqual([]);
});

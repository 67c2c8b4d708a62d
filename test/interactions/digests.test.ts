/** @module Weekly reports from the store to an outbox in memory, over a real library. */

import { describe, expect, it, onTestFinished } from "vitest";
import { NO_COMMUNITY } from "../../src/base/config/collections.ts";
import { UserError } from "../../src/base/errors.ts";
import { createLog } from "../../src/base/log.ts";
import {
  CollectionId,
  type Collections,
  singleCollection,
} from "../../src/collection/collections.ts";
import { NotReady } from "../../src/collection/lazy-library.ts";
import type { Feedback } from "../../src/feedback/feedback.ts";
import { openFileRecords } from "../../src/feedback/file-records.ts";
import { openReportedFeedback } from "../../src/feedback/report.ts";
import { createDigests, type DigestOptions, keepDigests } from "../../src/interactions/digests.ts";
import type { Message } from "../../src/reply/message.ts";
import { shownBy } from "../support/discord-markdown.ts";
import { buildAt, HARBOUR, openAt, ORCHARD, placeWith } from "../support/library.ts";
import { temporaryFolder } from "../support/temporary.ts";

const CHANNEL = "1300000000000000007";
const DESK = { channelId: CHANNEL, pingEverySeconds: 3_600, hasDigest: true };
const MONDAY = "2026-03-09T09:00:00Z";

/** A clock and a store that outlive the bots of a test, with a library of two documents. */
async function scene(keepsQuestions = true) {
  const place = await placeWith({ "harbour.md": HARBOUR, "orchard.md": ORCHARD });
  await buildAt(place);
  const library = await openAt(place);
  const dir = await temporaryFolder();
  const posts: { readonly channelId: string; readonly shown: Message }[] = [];
  const logged: string[] = [];
  const log = createLog("info", [], (line) => void logged.push(line));
  const clock = { now: "2026-03-02T12:00:00Z", refusal: undefined as Error | undefined };
  const now = (): Date => new Date(clock.now);
  const outbox: DigestOptions["outbox"] = {
    async post(channelId, shown) {
      await Promise.resolve();
      if (clock.refusal) throw clock.refusal;
      posts.push({ channelId, shown });
    },
  };
  const community = { ...NO_COMMUNITY, desk: DESK };
  /** Starts a bot, as after a restart. */
  const start = async (change: Partial<DigestOptions> = {}) => {
    const said = openReportedFeedback({
      records: openFileRecords(dir),
      days: 90,
      keepsQuestions,
      log,
      now,
    });
    onTestFinished(() => said.feedback.close());
    const collections = singleCollection(library, { community });
    const check = createDigests({ collections, weekly: said.weekly, outbox, log, now, ...change });
    return { check, feedback: said.feedback.for(library.id), store: said.feedback, said };
  };
  const idOf = async (heading: string): Promise<string> =>
    (await library.complete(heading, 1))[0]?.id ?? "";
  return { place, library, clock, posts, logged, start, idOf, outbox, community, log, now };
}

/** A week of every kind of feedback. */
async function use(feedback: Feedback, idOf: (heading: string) => Promise<string>): Promise<void> {
  const [hours, ships, trees] = await Promise.all(["Hours", "Ships", "Trees"].map(idOf));
  feedback.shown([hours, ships].flatMap((id) => id ?? []));
  const ballot = { userId: "1200000000000000077", messageId: "1" };
  await feedback.vote({ passageIds: [trees ?? ""], verdict: "down", ballot });
  await feedback.unanswered("Is there a *lighthouse*?", { passage: ships });
  await feedback.unanswered("opening on Sundays?", { passage: hours, isPost: true });
  for (const event of ["spoke", "silent", "removed", "person", "settled"] as const)
    feedback.note(event);
}

const embedOf = (shown: Message | undefined) => shown?.embeds[0];
const fieldsOf = (shown: Message | undefined): readonly string[] =>
  embedOf(shown)?.fields?.map(({ name, value }) => `${name}: ${shownBy(value).text}`) ?? [];

describe("a weekly report", () => {
  it("is posted on Monday at nine, with the week's totals beside those of the week before", async () => {
    const { clock, posts, start, idOf } = await scene();
    const { check, feedback, store } = await start();
    for (const day of ["2026-02-25", "2026-02-26"]) {
      clock.now = `${day}T12:00:00Z`;
      feedback.note("silent");
      await store.flush();
    }
    clock.now = "2026-03-05T12:00:00Z";
    await use(feedback, idOf);
    await store.flush();
    clock.now = "2026-03-09T08:59:59Z";
    // The report of the week before was due since the second of March.
    await check();
    expect(posts.map(({ shown }) => embedOf(shown)?.title)).toEqual([
      "Weekly report, 23 Feb 2026 to 1 Mar 2026",
    ]);
    clock.now = MONDAY;
    await check();
    expect(posts).toHaveLength(2);
    const { channelId, shown } = posts[1] ?? {};
    expect(channelId).toBe(CHANNEL);
    expect(shown?.allowed_mentions).toEqual({ parse: [] });
    expect(embedOf(shown)?.title).toBe("Weekly report, 2 Mar 2026 to 8 Mar 2026");
    expect(shownBy(embedOf(shown)?.description ?? "").text.split("\n")).toEqual([
      "Passages shown: 2 (week before: 0)",
      "👎: 1 (week before: 0)",
      "Questions that found nothing: 1 (week before: 0)",
      "Posts answered: 1 (week before: 0)",
      "Posts not answered: 1 (week before: 2)",
      "Answers removed with ✕: 1 (week before: 0)",
      "Questions passed to a person: 1 (week before: 0)",
      "Answered by a person: 1 (week before: 0)",
    ]);
    expect(fieldsOf(shown)).toEqual([
      expect.stringMatching(
        /unanswered questions: [^]*harbour › Hours: 1 post\n +“opening on Sundays\?”\n.*harbour › Ships: 1 question\n +“Is there a \*lighthouse\*\?”/,
      ),
      expect.stringMatching(/voted down: .*orchard › Trees \([a-z2-7]{12}\): 1 👎/),
      expect.stringMatching(/closest section: .*harbour › Hours: 1 post$/),
    ]);
  });

  it("says nothing of texts that are not kept, but where forums were silent", async () => {
    const { clock, posts, start, idOf } = await scene(false);
    const { check, feedback, store } = await start();
    await use(feedback, idOf);
    await store.flush();
    clock.now = MONDAY;
    await check();
    const text = JSON.stringify(posts);
    expect(text).not.toMatch(/lighthouse|Sundays|1200000000000000077/);
    expect(fieldsOf(posts[0]?.shown)).toContainEqual(
      expect.stringMatching(/closest section: .*harbour › Hours: 1 post$/),
    );
  });

  it("names broken pins, and is in the collection's language", async () => {
    const { clock, posts, start, library, idOf, community } = await scene();
    const passage = await idOf("Trees");
    const pin = { id: "a", question: "Which trees?", day: "2026-03-02", passage };
    const pinned = { ...library, pins: async () => [{ ...pin, status: "contradicted" as const }] };
    const collections = singleCollection(pinned, { community });
    const { check, feedback, store } = await start({ collections, languageOf: () => "de" });
    feedback.note("person");
    await store.flush();
    clock.now = MONDAY;
    await check();
    expect(embedOf(posts[0]?.shown)?.title).toBe("Wochenbericht, 02.03.2026 bis 08.03.2026");
    expect(fieldsOf(posts[0]?.shown)).toEqual([
      expect.stringMatching(/nicht mehr gezeigt.*Which trees\?.*selben Frage.*orchard › Trees/),
    ]);
  });

  it("is sent once, by checks at the same time, by two bots, and over restarts", async () => {
    const { clock, posts, start, idOf } = await scene();
    const [first, second] = [await start(), await start()];
    await use(first.feedback, idOf);
    await first.store.flush();
    clock.now = MONDAY;
    await Promise.all([first.check(), first.check(), second.check()]);
    clock.now = "2026-03-10T10:00:00Z";
    await Promise.all([first.check(), (await start()).check()]);
    expect(posts).toHaveLength(1);
  });

  it("is sent by the first bot that starts after it was due", async () => {
    const { clock, posts, start, idOf } = await scene();
    const { feedback, store } = await start();
    await use(feedback, idOf);
    await store.close();
    clock.now = "2026-03-11T22:00:00Z";
    await (await start()).check();
    expect(posts).toHaveLength(1);
    expect(embedOf(posts[0]?.shown)?.title).toContain("2 Mar 2026 to 8 Mar 2026");
  });

  it("is not sent for a week in which nothing happened, nor where there is no channel for it", async () => {
    const { clock, posts, logged, start, library, idOf } = await scene();
    const { check, feedback, store } = await start();
    clock.now = MONDAY;
    await check();
    await use(feedback, idOf);
    await store.flush();
    for (const desk of [undefined, { ...DESK, hasDigest: false }]) {
      clock.now = "2026-03-16T09:00:00Z";
      const collections = singleCollection(library, { community: { ...NO_COMMUNITY, desk } });
      await (await start({ collections })).check();
    }
    expect(posts).toEqual([]);
    expect(logged).toEqual([]);
  });

  it("is tried once a day, with a line in the log, in a channel that refuses it", async () => {
    const { clock, posts, logged, start, idOf } = await scene();
    const { check, feedback, store } = await start();
    await use(feedback, idOf);
    await store.flush();
    clock.refusal = new UserError("Give the bot the permission Send Messages there.");
    for (const moment of [MONDAY, "2026-03-09T20:00:00Z", "2026-03-10T08:00:00Z"]) {
      clock.now = moment;
      await check();
      await (await start()).check();
    }
    expect(logged).toHaveLength(1);
    expect(logged[0]).toMatch(/"why":"Give the bot the permission.*tried again tomorrow/);
    clock.now = "2026-03-10T09:00:00Z";
    await check();
    expect(logged).toHaveLength(2);
    clock.refusal = undefined;
    clock.now = "2026-03-11T09:00:00Z";
    await check();
    await check();
    expect(posts).toHaveLength(1);
  });

  it("waits for a collection that is not ready", async () => {
    const { clock, posts, logged, start, library, idOf, community } = await scene();
    let isReady = false;
    const [served] = await singleCollection(library, { community }).list();
    if (!served) throw new Error("expected a collection");
    const collections: Pick<Collections, "list"> = {
      list: async () => [
        {
          ...served,
          use: (work) => (isReady ? work(library) : Promise.reject(new NotReady("not yet"))),
        },
      ],
    };
    const { check, feedback, store } = await start({ collections });
    await use(feedback, idOf);
    await store.flush();
    clock.now = MONDAY;
    await check();
    expect([posts, logged]).toEqual([[], []]);
    isReady = true;
    await check();
    expect(posts).toHaveLength(1);
  });

  it("names its collection where the settings name several, as they may share a channel", async () => {
    const { clock, posts, start, library, idOf, community } = await scene();
    const id = CollectionId.parse("rules");
    const [served] = await singleCollection({ ...library, id }, { community }).list();
    if (!served) throw new Error("expected a collection");
    const { check, said } = await start({ collections: { list: async () => [served] } });
    await use(said.feedback.for(id), idOf);
    await said.feedback.flush();
    clock.now = MONDAY;
    await check();
    expect(embedOf(posts[0]?.shown)?.title).toBe("Weekly report, 2 Mar 2026 to 8 Mar 2026 · rules");
  });

  it("is checked for at once, and is sent whole before an end, which no other delays", async () => {
    const { clock, posts, start, library, idOf, outbox, community, log, now } = await scene();
    const { feedback, store, said } = await start();
    await use(feedback, idOf);
    await store.flush();
    clock.now = MONDAY;
    const [served] = await singleCollection(library, { community }).list();
    if (!served) throw new Error("expected a collection");
    const other = { ...served, id: CollectionId.parse("other") };
    const looks: string[] = [];
    const weekly: DigestOptions["weekly"] = {
      ...said.weekly,
      isDue(id, at) {
        looks.push(id);
        return said.weekly.isDue(id, at);
      },
    };
    const collections = { list: async () => [served, other] };
    let ended: Promise<void> | undefined;
    const closing: DigestOptions["outbox"] = {
      post(...shown) {
        ended = kept.close();
        return outbox.post(...shown);
      },
    };
    const kept = keepDigests({ collections, weekly, outbox: closing, log, now });
    await expect.poll(() => ended !== undefined).toBe(true);
    await ended;
    expect([posts.length, looks]).toEqual([1, [served.id]]);
  });

  it("is looked for in the store once a day", async () => {
    const { clock, start } = await scene();
    const looks: string[] = [];
    const { said } = await start();
    const weekly: DigestOptions["weekly"] = {
      ...said.weekly,
      isDue(id, at) {
        looks.push(at.day);
        return said.weekly.isDue(id, at);
      },
    };
    const { check } = await start({ weekly });
    for (const time of ["09T09:00", "09T09:10", "10T08:59", "10T09:00", "12T09:00", "12T10:00"]) {
      clock.now = `2026-03-${time}:00Z`;
      await check();
    }
    expect(looks).toEqual(["2026-03-09", "2026-03-10", "2026-03-12"]);
  });
});

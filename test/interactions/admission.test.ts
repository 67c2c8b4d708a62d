import { describe, expect, it } from "vitest";
import { CollectionId, singleCollection } from "../../src/collection/collections.ts";
import type { Call } from "../../src/interactions/command.ts";
import { ABILITIES } from "../../commands/index.ts";
import type { Use } from "../../src/interactions/action.ts";
import { planUse } from "../../src/interactions/dispatch.ts";
import { type AdmissionResult, createAdmission } from "../../src/interactions/admission.ts";
import { ASK, HOME, joinedBot, OPERATOR, PRIVATE, UNLIMITED } from "../support/bot.ts";
import { HARBOUR } from "../support/library.ts";
import { memoryLibrary } from "../support/memory-library.ts";
import { gatedAnswers } from "../support/gate.ts";

const callBy = (userId: string, channelId = "c", operator = false): Call => ({
  name: "ask",
  options: {},
  userId,
  guildId: HOME,
  channelId,
  rights: { operator },
  locale: "en-GB",
});
const everywhere = "question";
const ONE = CollectionId.parse("one");
const library = await memoryLibrary({ "harbour.md": HARBOUR });
const [collection] = await singleCollection(library).list();
const planOf = (use: Use) => {
  if (!collection) throw new Error("no collection");
  const defaults = { answers: "public", visibility: "public", answersMentions: true } as const;
  return planUse({ use, collection, by: "place" }, { ...ABILITIES, ...defaults });
};
const limitOf = (entry: AdmissionResult): string | undefined =>
  "refusal" in entry ? entry.limit : undefined;

describe("admission", () => {
  it("refuses by user, by channel, and in all", async () => {
    const slow = (times: number) => ({ times, seconds: 60 });
    const byUser = createAdmission({ ...UNLIMITED, perUser: slow(1) });
    expect(limitOf(await byUser.enter(callBy("a", "1"), everywhere, ONE))).toBeUndefined();
    expect(limitOf(await byUser.enter(callBy("a", "2"), everywhere, ONE))).toBe("per user");
    expect(limitOf(await byUser.enter(callBy("b", "2"), everywhere, ONE))).toBeUndefined();
    const byChannel = createAdmission({ ...UNLIMITED, perChannel: slow(1) });
    expect(limitOf(await byChannel.enter(callBy("a", "1"), everywhere, ONE))).toBeUndefined();
    expect(limitOf(await byChannel.enter(callBy("b", "1"), everywhere, ONE))).toBe("per channel");
    const inAll = createAdmission({ ...UNLIMITED, overall: slow(2) });
    for (const user of ["a", "b"])
      expect(limitOf(await inAll.enter(callBy(user, user), everywhere, ONE))).toBeUndefined();
    expect(limitOf(await inAll.enter(callBy("c", "c"), everywhere, ONE))).toBe("overall");
  });

  it("counts each collection apart, and all uses under way together", async () => {
    const slow = { times: 1, seconds: 60 };
    const limits = { perUser: slow, perChannel: slow, overall: slow };
    const gate = createAdmission({ ...UNLIMITED, ...limits, atOnce: 2 });
    const two = CollectionId.parse("two");
    expect(limitOf(await gate.enter(callBy("a"), everywhere, ONE))).toBeUndefined();
    expect(limitOf(await gate.enter(callBy("a"), everywhere, ONE))).toBe("per user");
    expect(limitOf(await gate.enter(callBy("a"), everywhere, two))).toBeUndefined();
    expect(limitOf(await gate.enter(callBy("b", "d"), everywhere, two))).toBe("at once");
  });

  it("does not hold against a user what another limit refused", async () => {
    const slow = { times: 1, seconds: 60 };
    const gate = createAdmission({ ...UNLIMITED, perUser: slow, perChannel: slow });
    await gate.enter(callBy("a", "1"), everywhere, ONE);
    expect(limitOf(await gate.enter(callBy("b", "1"), everywhere, ONE))).toBe("per channel");
    expect(limitOf(await gate.enter(callBy("b", "2"), everywhere, ONE))).toBeUndefined();
  });

  it("lets in so many at once, and the next when one has left", async () => {
    const gate = createAdmission({ ...UNLIMITED, atOnce: 2 });
    const entries = await Promise.all(
      ["a", "b", "c"].map((user) => gate.enter(callBy(user), everywhere, ONE)),
    );
    expect(entries.map(limitOf)).toEqual([undefined, undefined, "at once"]);
    const [first] = entries;
    if (first && "leave" in first) first.leave();
    expect(limitOf(await gate.enter(callBy("d"), everywhere, ONE))).toBeUndefined();
    expect(limitOf(await gate.enter(callBy("e"), everywhere, ONE))).toBe("at once");
  });

  it("limits those who manage a server, whose work takes no place of a question", async () => {
    const gate = createAdmission({ ...UNLIMITED, perUser: { times: 2, seconds: 60 }, atOnce: 1 });
    const enter = (user: string) => gate.enter(callBy(user), "managing", ONE);
    const entries = [await enter("a"), await enter("a"), await enter("a"), await enter("b")];
    expect(entries.map(limitOf)).toEqual([undefined, undefined, "per user", undefined]);
    expect(limitOf(await gate.enter(callBy("a"), everywhere, ONE))).toBeUndefined();
  });

  it("counts posts apart: they take no place of a question, and at most a quarter as many are under way", async () => {
    const gate = createAdmission({ ...UNLIMITED, atOnce: 8 });
    const enter = (kind: "post" | "question") =>
      Promise.all(Array.from({ length: 9 }, () => gate.enter(callBy("a"), kind, ONE)));
    const posts = await enter("post");
    expect(posts.map(limitOf).filter((limit) => limit === undefined)).toHaveLength(2);
    const questions = await enter("question");
    expect(questions.map(limitOf).filter((limit) => limit === undefined)).toHaveLength(8);
    const [first] = posts;
    if (first && "leave" in first) first.leave();
    expect(limitOf(await gate.enter(callBy("a"), "post", ONE))).toBeUndefined();
    expect(limitOf(await gate.enter(callBy("a"), "post", ONE))).toBe("at once");
  });

  it("counts the posts of a forum together, each of which is a channel", async () => {
    const gate = createAdmission({ ...UNLIMITED, perChannel: { times: 2, seconds: 60 } });
    const post = (channelId: string) => ({ ...callBy(channelId, channelId), parentId: "forum" });
    const limits = [];
    for (const channel of ["1", "2", "3"])
      limits.push(limitOf(await gate.enter(post(channel), "post", ONE)));
    expect(limits).toEqual([undefined, undefined, "per channel"]);
  });

  it("never takes a refused one for one that is inside", async () => {
    const gate = createAdmission({ ...UNLIMITED, perUser: { times: 1, seconds: 60 }, atOnce: 2 });
    for (let more = 0; more < 9; more += 1) await gate.enter(callBy("a"), everywhere, ONE);
    expect(limitOf(await gate.enter(callBy("b"), everywhere, ONE))).toBeUndefined();
  });

  it("never locks an operator out of the home guild's commands, and limits an operator's questions", async () => {
    const gate = createAdmission({ ...UNLIMITED, perUser: { times: 1, seconds: 60 }, atOnce: 1 });
    const plan = planOf({ ...callBy("op", "c", true), name: "rebuild" });
    const rebuild = "kind" in plan ? plan.kind : everywhere;
    expect(rebuild).toBe("operating");
    expect(planOf({ ...callBy("a"), name: "rebuild" })).toMatchObject({ reason: "rights" });
    expect(limitOf(await gate.enter(callBy("op", "c", true), everywhere, ONE))).toBeUndefined();
    expect(limitOf(await gate.enter(callBy("op", "c", true), everywhere, ONE))).toBe("at once");
    for (let more = 0; more < 9; more += 1)
      expect(limitOf(await gate.enter(callBy("op", "c", true), rebuild, ONE))).toBeUndefined();
  });

  it("does not count a look at a passage as a question, and bounds looks all the same", async () => {
    const gate = createAdmission({ ...UNLIMITED, perUser: { times: 1, seconds: 60 }, atOnce: 999 });
    await gate.enter(callBy("a"), "question", ONE);
    const looks = await Promise.all(
      Array.from({ length: 50 }, () => gate.enter(callBy("a"), "look", ONE)),
    );
    expect(looks.map(limitOf).filter((limit) => limit === undefined)).toHaveLength(40);
    expect(limitOf(await gate.enter(callBy("b"), "look", ONE))).toBeUndefined();
  });

  it("lets a user type so much, and each user alone", async () => {
    const gate = createAdmission(UNLIMITED);
    const typed = await Promise.all(Array.from({ length: 40 }, () => gate.mayType("a")));
    expect(typed.filter(Boolean)).toHaveLength(30);
    expect(await gate.mayType("b")).toBe(true);
  });
});

describe("in Discord", () => {
  it("refuses at once and privately, and says when to come back", async () => {
    const limits = { ...UNLIMITED, perUser: { times: 1, seconds: 60 } };
    const { fake } = await joinedBot({ settings: { limits } });
    expect((await fake.interact(ASK).message()).embeds).not.toEqual([]);
    const refused = fake.interact(ASK);
    expect(await refused.acknowledged()).toMatchObject({ type: 4, data: { flags: PRIVATE } });
    const { content } = await refused.message();
    const [, at] = /Try again <t:(\d+):R>/.exec(content) ?? [];
    expect(Number(at) * 1000).toBeGreaterThan(Date.now());
    expect(Number(at) * 1000).toBeLessThan(Date.now() + 61_000);
    expect(fake.faults).toEqual([]);
  });

  it("loses none of more questions than it takes at once: each is answered or told so", async () => {
    const gate = gatedAnswers();
    const limits = { ...UNLIMITED, atOnce: 5 };
    const { fake } = await joinedBot({ wrap: gate.wrap, settings: { limits } });
    const asked = Array.from({ length: 12 }, () => fake.interact(ASK));
    const first = await Promise.all(asked.map(({ acknowledged }) => acknowledged()));
    gate.open();
    const shown = await Promise.all(asked.map(({ message }) => message()));
    expect(first.filter(({ type }) => type === 5)).toHaveLength(5);
    expect(shown.filter(({ embeds }) => embeds.length > 0)).toHaveLength(5);
    const refused = shown.filter(({ content }) => /I'm busy/.test(content));
    expect(refused).toHaveLength(7);
    expect(refused.every(({ flags }) => flags === PRIVATE)).toBe(true);
    expect((await fake.interact(ASK).message()).embeds).not.toEqual([]);
  });

  it("rebuilds for an operator who has asked too much", async () => {
    const limits = { ...UNLIMITED, perUser: { times: 1, seconds: 60 } };
    const { fake } = await joinedBot({ settings: { limits } });
    const operator = { guildId: HOME, userId: OPERATOR };
    await fake.interact({ ...ASK, ...operator }).message();
    expect((await fake.interact({ ...ASK, ...operator }).message()).content).toMatch(/Try again/);
    const asked = fake.interact({ type: "command", name: "rebuild", ...operator });
    expect(await asked.acknowledged()).toMatchObject({ type: 5 });
    await expect
      .poll(() => asked.edits().at(-1)?.content, { timeout: 4_000 })
      .toMatch(/Index checked in/);
  });

  it("suggests nothing to one who types faster than anyone can, and answers all the same", async () => {
    let looked = 0;
    const { fake } = await joinedBot({
      wrap: (library) => ({
        ...library,
        complete: (typed, limit) => {
          looked += 1;
          return library.complete(typed, limit);
        },
      }),
    });
    const typing = { type: "autocomplete", name: "source", options: { id: "o" } } as const;
    const all = await Promise.all(
      Array.from({ length: 40 }, () => fake.interact(typing).choices()),
    );
    expect(all.filter((choices) => choices.length > 0)).toHaveLength(30);
    expect(looked).toBe(30);
  });
});

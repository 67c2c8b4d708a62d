import { rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { UserError } from "../../src/base/errors.ts";
import type { Answer } from "../../src/collection/answer.ts";
import { type Library, openLibrary } from "../../src/collection/library.ts";
import { openMemoryPins } from "../../src/collection/memory-pins.ts";
import { MOST_PINS, type Pin, PinRefused, type PinStore } from "../../src/collection/pins.ts";
import { UnfitQuestion } from "../../src/search/question.ts";
import { pinOf } from "../contract/pins.ts";
import { buildAt, HARBOUR, ORCHARD, type Place, placeWith } from "../support/library.ts";
import { writeFiles } from "../support/temporary.ts";

const HOURS = "When does the harbour open in the morning?";
const APPLES = "How many apple trees has the orchard?";
const VESSELS = "Where shall large vessels stay before arrival?";
const DISTANT = "Which paint suits wooden fences?";
const REPLY = { top: 3, marks: 5 };

interface Opened {
  readonly library: Library;
  readonly place: Place;
  readonly idOf: (question: string) => Promise<string>;
}

async function opened(files = FILES, pins?: PinStore): Promise<Opened> {
  const place = await placeWith(files);
  await buildAt(place);
  const build = (request: Parameters<typeof buildAt>[1]) => buildAt(place, request);
  const library = await openLibrary({ ...place, build, pins });
  onTestFinished(() => library.close());
  const idOf = async (question: string): Promise<string> => {
    const { answers } = await library.ask(question, { top: 1, always: true });
    return answers[0]?.citation.id ?? "";
  };
  return { library, place, idOf };
}

const FILES: Readonly<Record<string, string>> = { "a.md": HARBOUR, "b.md": ORCHARD };

const idsOf = ({ answers }: Answer): string[] => answers.map(({ citation }) => citation.id);

const refusalOf = async (work: Promise<Pin>): Promise<PinRefused> => {
  const error: unknown = await work.catch((failure: unknown) => failure);
  if (!(error instanceof PinRefused)) throw new Error("not refused", { cause: error });
  return error;
};

describe("a pinned passage", () => {
  it("is found by a part of a longer question in the same words, unless that leaves words out", async () => {
    const { library, idOf } = await opened();
    const ships = await idOf("Must ships from the north wait for the pilot?");
    const whole = `My uncle visits the orchard on Friday with his dog. ${DISTANT}`;
    const isPinned = async (parts: readonly string[]) =>
      (await library.ask(whole, { ...REPLY, parts })).answers[0]?.isPinned ?? false;
    await library.pin(DISTANT, ships);
    expect(await isPinned([])).toBe(false);
    expect(await isPinned(["My uncle", DISTANT.toLowerCase()])).toBe(true);
    expect(await isPinned(["Which paint suits fences?"])).toBe(false);
    await library.pin("How long does it take?", ships);
    expect(await isPinned(["How long does it take?"])).toBe(false);
  });

  it("comes first, proved and cited, for a question that would find another or nothing", async () => {
    const { library, idOf } = await opened();
    const ships = await idOf("Must ships from the north wait for the pilot?");
    const before = await library.ask(VESSELS, REPLY);
    expect(idsOf(before)[0]).not.toBe(ships);
    await library.pin(VESSELS, ships);
    const after = await library.ask(VESSELS, REPLY);
    expect(after).toMatchObject({ outcome: "found", confidence: null, isSure: true });
    expect(after.answers[0]).toMatchObject({
      rank: 1,
      isPinned: true,
      excerpt: expect.stringContaining("wait for the pilot"),
      citation: { id: ships, path: "a.md", current: true },
    });
    expect(after.answers.slice(1).some(({ isPinned }) => isPinned)).toBe(false);
    expect(after.marks?.passages[0]?.id).toBe(ships);
  });

  it("takes the last place of those that were shown, and leaves the order of the others", async () => {
    const { library } = await opened();
    const all = idsOf(await library.ask(HOURS, { top: 4, always: true }));
    const before = idsOf(await library.ask(HOURS, REPLY));
    const [other = ""] = all.filter((id) => !before.includes(id));
    expect([before.length, other]).toEqual([3, expect.any(String)]);
    await library.pin(HOURS, other);
    expect(idsOf(await library.ask(HOURS, REPLY))).toEqual([other, ...before.slice(0, 2)]);
    expect(idsOf(await library.ask(HOURS, { top: 1 }))).toEqual([other]);
  });

  it.each([
    ["the same in capitals", "  when does the HARBOUR open in the morning ", true],
    ["of nearly the same words", "When does the harbour open each morning?", true],
    ["about another matter", APPLES, false],
  ])("is shown for a question %s: %s", async (_, question, isPinned) => {
    const { library, idOf } = await opened();
    const ships = await idOf("Must ships from the north wait for the pilot?");
    await library.pin(HOURS, ships);
    const { answers } = await library.ask(question, REPLY);
    expect(answers[0]?.isPinned === true).toBe(isPinned);
  });

  it("does not change the exact ranking", async () => {
    const { library, idOf } = await opened();
    const exact = { top: 4, always: true };
    const before = await library.ask(HOURS, exact);
    await library.pin(HOURS, await idOf(APPLES));
    expect(await library.ask(HOURS, exact)).toEqual(before);
  });

  it("is shown for a question in a script that no model reads", async () => {
    const { library, idOf } = await opened();
    const question = "متى يفتح الميناء";
    await library.pin(question, await idOf(HOURS));
    const answer = await library.ask(question, REPLY);
    expect(answer).toMatchObject({ outcome: "found", answers: [{ isPinned: true }] });
    expect(answer.notice).toBeUndefined();
  });

  it("leads those of equal text, wherever they come from", async () => {
    const origin = "---\npublisher: The port\npublished: 2020-01-01\n---\n";
    const { library } = await opened({ "a.md": HARBOUR, "z.md": origin + HARBOUR });
    const [own] = (await library.ask(HOURS, REPLY)).answers;
    const other = own?.alsoReportedIn[0]?.id ?? "";
    expect(other).not.toBe("");
    await library.pin(HOURS, other);
    const [first] = (await library.ask(HOURS, REPLY)).answers;
    expect(first).toMatchObject({
      isPinned: true,
      citation: { id: other },
      alsoReportedIn: [{ id: own?.citation.id }],
    });
  });

  it("shows conflicts with others", async () => {
    const one = "# Pier\n\n## Steps\n\nThe tower at the pier has ninety steps to the top.\n";
    const { library } = await opened({ "a.md": one, "b.md": one.replace("ninety", "eighty") });
    const question = "How many steps has the tower at the pier?";
    const [first, second] = (await library.ask(question, { top: 2, always: true })).answers;
    expect(first?.differsFrom).toHaveLength(1);
    await library.pin(question, second?.citation.id ?? "");
    const [pinned] = (await library.ask(question, REPLY)).answers;
    expect(pinned).toMatchObject({
      citation: { id: second?.citation.id },
      differsFrom: [{ citation: { id: first?.citation.id } }],
    });
  });

  it("costs no run of the model for a question", async () => {
    const { library, place, idOf } = await opened();
    const asked = (): number => (place.embedder as unknown as { asked(): number }).asked();
    const [hours, trees] = [await idOf(HOURS), await idOf(APPLES)];
    await library.pin(HOURS, hours);
    await library.pin(APPLES, trees);
    await library.ask(DISTANT, REPLY);
    const before = asked();
    await library.ask(VESSELS, REPLY);
    await library.ask(HOURS, REPLY);
    expect(asked() - before).toBe(2);
  });

  it("costs no run of the model again where its library was closed meanwhile", async () => {
    const pins = openMemoryPins();
    const { library, place, idOf } = await opened(FILES, pins);
    const asked = (): number => (place.embedder as unknown as { asked(): number }).asked();
    await library.pin(HOURS, await idOf(HOURS));
    await library.pin(APPLES, await idOf(APPLES));
    const build = () => Promise.reject(new Error("not built again"));
    const again = await openLibrary({ ...place, build, pins });
    onTestFinished(() => again.close());
    const before = asked();
    expect((await again.ask(HOURS, REPLY)).answers[0]?.isPinned).toBe(true);
    expect(asked() - before).toBe(1);
  });
});

describe("pins that are set aside", () => {
  it("are gone with their passage, and say which one took its place", async () => {
    const { library, place, idOf } = await opened();
    const [hours, trees] = [await idOf(HOURS), await idOf(APPLES)];
    await library.pin(HOURS, hours);
    await library.pin(APPLES, trees);
    await writeFiles(place.seedsDir, { "a.md": HARBOUR.replace("six", "seven") });
    await rm(join(place.seedsDir, "b.md"));
    await library.rebuild({ full: false, onProgress: () => {} });
    const [first, second] = await library.pins();
    expect(first).toMatchObject({ passage: hours, status: "gone" });
    expect((await library.source(first?.successor ?? "")).status).toBe("found");
    expect(second).toMatchObject({ passage: trees, status: "gone" });
    expect(second?.successor).toBeUndefined();
    const answer = await library.ask(HOURS, REPLY);
    expect(answer.answers.some(({ isPinned }) => isPinned)).toBe(false);
  });

  it("contradict each other, and neither is used", async () => {
    const place = await opened();
    const [hours, trees] = [await place.idOf(HOURS), await place.idOf(APPLES)];
    const pins = openMemoryPins([
      pinOf(1, { question: HOURS, passage: hours }),
      pinOf(2, { question: HOURS.toUpperCase(), passage: trees }),
    ]);
    const { library } = await opened(FILES, pins);
    expect((await library.pins()).map(({ status }) => status)).toEqual([
      "contradicted",
      "contradicted",
    ]);
    const { answers } = await library.ask(HOURS, REPLY);
    expect(answers.some(({ isPinned }) => isPinned)).toBe(false);
    await library.unpin(pinOf(2).id);
    expect((await library.ask(HOURS, REPLY)).answers[0]).toMatchObject({ isPinned: true });
  });

  it("fail no question while they can't be read", async () => {
    const failing: PinStore = {
      ...openMemoryPins(),
      list: () => Promise.reject(new UserError("EIO")),
    };
    const { library } = await opened(FILES, failing);
    expect((await library.ask(HOURS, REPLY)).outcome).toBe("found");
    await expect(library.pins()).rejects.toThrow("EIO");
  });
});

describe("a pin", () => {
  it("is removed once, and added once", async () => {
    const { library, idOf } = await opened();
    const hours = await idOf(HOURS);
    const pin = await library.pin(` ${HOURS} `, ` ${hours.toUpperCase()} `);
    expect(pin).toMatchObject({ question: HOURS, passage: hours });
    expect(await library.pin("when does the harbour open in the morning", hours)).toMatchObject(
      pin,
    );
    expect(await library.pins()).toEqual([{ ...pin, status: "active" }]);
    expect(await library.unpin(pin.id)).toBe(true);
    expect(await library.unpin(pin.id)).toBe(false);
    expect((await library.ask(HOURS, REPLY)).answers[0]?.isPinned).toBeUndefined();
  });

  it.each(["", "no", "aaaaaaaaaaaa", "../a.md", "<@1200000000000000001>"])(
    "is refused for %j, which is no passage here",
    async (passage) => {
      const { library } = await opened();
      expect((await refusalOf(library.pin(HOURS, passage))).kind).toBe("unknown");
    },
  );

  it("is refused for a passage that has changed or was removed", async () => {
    const { library, place, idOf } = await opened();
    const [hours, trees] = [await idOf(HOURS), await idOf(APPLES)];
    await writeFiles(place.seedsDir, { "a.md": HARBOUR.replace("six", "seven") });
    await rm(join(place.seedsDir, "b.md"));
    await library.rebuild({ full: false, onProgress: () => {} });
    const changed = await refusalOf(library.pin(HOURS, hours));
    expect(changed.kind).toBe("changed");
    expect((await library.source(changed.about.successor ?? "")).status).toBe("found");
    expect((await refusalOf(library.pin(APPLES, trees))).kind).toBe("removed");
  });

  it.each(["?", "…!", "a".repeat(301)])("is refused for the question %j", async (question) => {
    const { library, idOf } = await opened();
    await expect(library.pin(question, await idOf(HOURS))).rejects.toBeInstanceOf(UnfitQuestion);
  });

  it("is refused for a greeting, which is not searched for", async () => {
    const { library, idOf } = await opened();
    expect((await refusalOf(library.pin("Hello!", await idOf(HOURS)))).kind).toBe("greeting");
  });

  it("is refused near a pin of another passage, which is named", async () => {
    const { library, idOf } = await opened();
    const [hours, trees] = [await idOf(HOURS), await idOf(APPLES)];
    const pin = await library.pin(HOURS, hours);
    const near = "When does the harbour open each morning?";
    const refused = await refusalOf(library.pin(near, trees));
    expect(refused).toMatchObject({ kind: "near", about: { near: { id: pin.id } } });
    await library.pin(near, hours);
    expect(await library.pins()).toHaveLength(2);
  });

  it("is added once, and refused near one of another passage, where several come at once", async () => {
    const { library, idOf } = await opened();
    const [hours, trees] = [await idOf(HOURS), await idOf(APPLES)];
    const [first, same, other] = await Promise.allSettled([
      library.pin(HOURS, hours),
      library.pin(HOURS, hours),
      library.pin(HOURS, trees),
    ]);
    expect(same).toMatchObject(first);
    expect(other).toMatchObject({ status: "rejected", reason: { kind: "near" } });
    expect(await library.pins()).toHaveLength(1);
  });

  it("is refused beyond the most", async () => {
    const most = Array.from({ length: MOST_PINS }, (_, at) => pinOf(at));
    const { library, idOf } = await opened(FILES, openMemoryPins(most));
    expect((await refusalOf(library.pin(APPLES, await idOf(APPLES)))).kind).toBe("full");
  });
});

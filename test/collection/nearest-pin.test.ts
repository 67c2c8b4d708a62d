import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  areTwins,
  type ComparablePin,
  nearestPin,
  questionKey,
  type QuestionVectors,
} from "../../src/collection/nearest-pin.ts";
import { pinStates } from "../../src/collection/pin-states.ts";
import type { PinState } from "../../src/collection/pins.ts";
import { runs } from "../support/runs.ts";

const LIMITS = { native: 0.8, general: 0.9 };

/** Directions of a circle by their degrees, so that cosines are known and often equal. */
const circle = fc.integer({ min: 0, max: 12 }).map((step) => direction(step * 5));
const direction = (degrees: number): Float32Array => {
  const angle = (degrees * Math.PI) / 180;
  return Float32Array.of(Math.cos(angle), Math.sin(angle), 0, 0);
};
const vectors = fc.option(
  fc.record(
    { vector: circle, native: fc.record({ vector: circle }) },
    { requiredKeys: ["vector"] },
  ),
  { nil: undefined, freq: 6 },
);
const key = fc.constantFrom("one", "two", "three", "four", "five", "six");
const pins = fc.array(
  fc.record({
    key,
    vectors,
    passage: fc.constantFrom("p", "q", "r"),
    status: fc.constantFrom<PinState["status"]>("active", "active", "gone", "contradicted"),
  }),
  { maxLength: 12 },
);

const cosine = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

/** Returns the share of the way from the limit to an equal question, by the definition. */
function nearness(
  asked: { readonly key: string; readonly vectors: QuestionVectors | undefined },
  pin: ComparablePin,
): number | undefined {
  if (asked.key === pin.key) return 2;
  if (!asked.vectors || !pin.vectors) return undefined;
  const isNative = asked.vectors.native !== undefined && pin.vectors.native !== undefined;
  const limit = isNative ? LIMITS.native : LIMITS.general;
  const own = isNative
    ? cosine(
        asked.vectors.native?.vector ?? new Float32Array(),
        pin.vectors.native?.vector ?? new Float32Array(),
      )
    : cosine(asked.vectors.vector, pin.vectors.vector);
  return own < limit ? undefined : (own - limit) / (1 - limit);
}

describe("the nearest pin", () => {
  it("is that of a search through all", () => {
    fc.assert(
      fc.property(key, vectors, pins, (asked, own, given) => {
        const question = { key: asked, vectors: own };
        const all = given.map(({ passage, status, ...compared }, at): ComparablePin => ({
          ...compared,
          pin: { id: `${at}`, question: compared.key, passage, status, day: "2026-01-01" },
        }));
        const found = all
          .filter(({ pin }) => pin.status === "active")
          .flatMap((pin) => {
            const near = nearness(question, pin);
            return near === undefined ? [] : [{ passage: pin.pin.passage, near }];
          });
        const most = Math.max(...found.map(({ near }) => near));
        const passages = new Set(
          found.filter(({ near }) => near === most).map(({ passage }) => passage),
        );
        const expected = passages.size === 1 ? [...passages][0] : undefined;
        expect(nearestPin(question, all, LIMITS)?.passage).toBe(expected);
      }),
      { numRuns: runs(4_000) },
    );
  });

  it("is none that differs in one place only, however near the models take it to be", () => {
    const vector = { vector: direction(0) };
    const pinOn = (question: string): ComparablePin => ({
      key: questionKey(question),
      vectors: vector,
      pin: { id: "1", question, passage: "p", status: "active", day: "2026-01-01" },
    });
    const asked = { key: questionKey("How much is a ticket for children?"), vectors: vector };
    expect(nearestPin(asked, [pinOn("How much is a ticket for adults?")], LIMITS)).toBeUndefined();
    expect(nearestPin(asked, [pinOn("What do kids pay?")], LIMITS)?.passage).toBe("p");
  });

  it.each([
    ["When does gate 3 open on Monday?", "When does gate 4 open on Tuesday?"],
    ["Is it -5 degrees?", "Is it 5 degrees?"],
    ["What is the limit of x > 5?", "What is the limit of x < 5?"],
    ["How do I compile C?", "How do I compile C++?"],
    ["What must I do before registration?", "What must I do after registration?"],
    ["Is entry free for children under 12?", "Is entry free for children over 12?"],
    ["Can admins ban moderators?", "Can moderators ban admins?"],
    ["Who may vote?", "Who may not vote?"],
    ["Kann ich mit Karte zahlen?", "Kann ich ohne Karte zahlen?"],
    ["Que faire avant l'examen ?", "Que faire après l'examen ?"],
  ])("tells %j and %j apart", (a, b) => {
    expect(areTwins({ key: questionKey(a) }, { key: questionKey(b) })).toBe(true);
    expect(areTwins({ key: questionKey(b) }, { key: questionKey(a) })).toBe(true);
  });

  it.each([
    ["Where is the pool?", "Where the pool is?"],
    ["What if it weighs 2,5 kg?", "Are there any rules for things of 2.5 kg?"],
    ["When do you open?", "When are you open in the morning?"],
  ])("does not tell %j and %j apart", (a, b) => {
    expect(areTwins({ key: questionKey(a) }, { key: questionKey(b) })).toBe(false);
  });

  it.each([
    ["When do you open?", "  when  DO you open ", true],
    ["¿Cuándo abren?", "cuándo abren", true],
    ["“Wann” öffnet ihr?", "wann öffnet ihr", true],
    ["What is C++?", "What is C#?", false],
    ["Open at 10?", "Open at 1?", false],
    ["What is 10³?", "What is 103?", false],
  ])("takes %j and %j for the same question: %j", (a, b, isSame) => {
    expect(questionKey(a) === questionKey(b)).toBe(isSame);
  });
});

describe("the states of pins", () => {
  const snapshot = {
    passage: async (id: string) => (id === "gone" ? undefined : ({ id } as unknown as undefined)),
  };
  const stateOf = async (...given: (readonly [question: string, passage: string])[]) =>
    (
      await pinStates(
        given.map(([question, passage], at) => ({
          id: `${at}`,
          question,
          passage,
          day: "2026-01-01",
        })),
        snapshot,
      )
    ).map(({ status }) => status);

  it.each([
    [[["Open?", "p"]], ["active"]],
    [[["Open?", "gone"]], ["gone"]],
    [
      [
        ["Open?", "p"],
        ["open", "q"],
        ["Shut?", "r"],
      ],
      ["contradicted", "contradicted", "active"],
    ],
    [
      [
        ["Open?", "p"],
        ["open", "p"],
      ],
      ["active", "active"],
    ],
    [
      [
        ["Open?", "p"],
        ["open", "gone"],
      ],
      ["active", "gone"],
    ],
  ] as const)("of %j are %j", async (given, expected) => {
    expect(await stateOf(...given)).toEqual(expected);
  });
});

/** @module Which initials a text has, and that a question written with them finds it. */

import { describe, expect, it } from "vitest";
import { analyserFor } from "../../src/search/terms.ts";
import { buildLexical, passageTerms } from "../../src/search/lexical.ts";

const { initialismsOf, termsOf } = analyserFor("en");

describe("the initialisms", () => {
  it.each([
    ["Lose all your Hit Points and fall.", ["hp"]],
    ["Hit Points, then more Hit Points", ["hp", "hp"]],
    ["the Dungeon Master's Armor Class", ["dmac"]],
    ["a Non-Player Character", ["npc"]],
    ["hit points", []],
    ["Points are lost.", []],
    ["HIT POINTS", []],
    ["The Rust Book. It Ends. When Rome fell", ["rb"]],
    ["our Terms of Service", ["ts", "tos"]],
    ["Hit Points and Armor Class", ["hp", "ac", "hpac", "hpaac"]],
    ["Rules Of Engagement", ["re", "roe"]],
    ["Armor Class of the Dragon", ["ac", "acd", "acotd"]],
    ["One Two Three Four Five", ["ottff"]],
    ["One Two Three Four Five Six", []],
    ["Hit\nPoints. Hit, Points; Hit 3 Points", []],
    ["Élan Vital, E\u0301lan Vital", ["ev", "ev"]],
    ["Information Technology", []],
    ["Глава Первая", ["гп"]],
    ["", []],
  ])("of %j", (text, terms) => {
    expect(initialismsOf(text)).toEqual(terms);
  });
});

const document = (text: string) =>
  ({ path: "a.md", of: "file", title: "Rules", titleFrom: "heading", text, hidden: [] }) as const;

const passageOf = (text: string, headings: readonly string[]) =>
  passageTerms(document(text), {
    headings,
    language: "en",
    start: 0,
    end: text.length,
    sentences: [{ start: 0, end: text.length }],
  });

describe("a question with initials", () => {
  const passages = [
    passageOf("You start with three Hit Points.", []),
    passageOf("They are rolled.", ["Hit Points"]),
    passageOf("Nothing of the kind is here.", []),
  ];
  const index = buildLexical(passages);

  it.each(["hp", "HP", "H.P."])("finds the phrase in text and headings by %s", (typed) => {
    const terms = termsOf(typed);
    expect(index.matching("en", terms, 9).map(({ row }) => row)).toEqual(
      expect.arrayContaining([0, 1]),
    );
    expect(index.matching("en", terms, 9)).toHaveLength(2);
    const countsOf = index.counter(new Map([["en", terms]]));
    for (const row of [0, 1]) expect(countsOf(row).terms[0]?.count).toBeGreaterThan(0);
  });

  it("finds a passage that is no longer for them", () => {
    expect(passages.map(({ length }) => length)).toEqual([5, 4, 4]);
  });
});

/** @module Conflicts in languages other than English: labelled pairs, the readers, and what must hold of any text. */

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type Conflict, createConflictFinder } from "../../src/search/conflicts/conflict.ts";
import { LANGUAGES } from "../../src/search/conflicts/languages/registry.ts";
import { textOf } from "../../src/search/conflicts/sentence.ts";
import { runs } from "../support/runs.ts";

const { readSentence, findConflict } = createConflictFinder();
const conflictIn = (language: string, a: string, b: string): Conflict | undefined =>
  findConflict(readSentence(a, language), readSentence(b, language));

const OTHERS = [...LANGUAGES.keys()].filter((code) => code !== "en");

const Pair = z.object({
  a: z.string(),
  b: z.string(),
  differ: z.boolean(),
  kind: z.enum(["number", "date", "negation"]).optional(),
});
type Pair = z.infer<typeof Pair>;

const pairsIn = (language: string): Pair[] =>
  readFileSync(new URL(`../data/conflict-pairs.${language}.jsonl`, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => Pair.parse(JSON.parse(line)));

describe.each(OTHERS)("the labelled pairs in %s", (language) => {
  const pairs = pairsIn(language);
  const differing = pairs.filter(({ differ }) => differ);
  const others = pairs.filter(({ differ }) => !differ);
  const kindOf = ({ a, b }: Pair): string | undefined => conflictIn(language, a, b)?.kind;

  it("are found in at least four of five that differ, in their kind", () => {
    const found = differing.filter((pair) => kindOf(pair) === pair.kind).length;
    console.log(`${language}: ${found} of ${differing.length} found, ${others.length} others`);
    expect(found / differing.length).toBeGreaterThanOrEqual(0.8);
  });

  it("are never claimed where nothing differs, nor in another kind", () => {
    expect(others.filter((pair) => kindOf(pair) !== undefined)).toEqual([]);
    expect(
      differing.filter((pair) => ![undefined, pair.kind].some((kind) => kind === kindOf(pair))),
    ).toEqual([]);
  });

  it("are enough, of each kind", () => {
    const least = ["de", "fr"].includes(language) ? 12 : 6;
    expect(Math.min(differing.length, others.length)).toBeGreaterThanOrEqual(least);
    expect(new Set(pairs.flatMap(({ kind }) => kind ?? [])).size).toBe(3);
  });

  it("give one answer in either order, with both sides swapped", () => {
    for (const { a, b } of pairs) {
      const [there, back] = [conflictIn(language, a, b), conflictIn(language, b, a)];
      expect([back?.kind, back?.right, back?.left]).toEqual([
        there?.kind,
        there?.left,
        there?.right,
      ]);
    }
  });

  it("conflict with no sentence about something else", () => {
    const sentences = others.map(({ a }) => readSentence(a, language));
    const isClaimed = (at: number, other: number): boolean => {
      const [a, b] = [sentences[at], sentences[other]];
      return a !== undefined && b !== undefined && findConflict(a, b) !== undefined;
    };
    const claims = sentences.flatMap((_, at) =>
      others
        .slice(0, at)
        .flatMap(({ a }, other) => (isClaimed(at, other) ? [[a, others[at]?.a]] : [])),
    );
    expect(claims).toEqual([]);
  });
});

describe("languages without data", () => {
  it("have no conflicts", () => {
    expect(conflictIn("und", "Der Bau kostet 8 Euro.", "Der Bau kostet 9 Euro.")).toBeUndefined();
    expect(conflictIn("sv", "Huset har 12 rum.", "Huset har 14 rum.")).toBeUndefined();
  });

  it("is true of two languages together", () => {
    const german = readSentence("Das Museum zeigt 300 Bilder.", "de");
    const dutch = readSentence("Das Museum zeigt 400 Bilder.", "nl");
    expect(findConflict(german, dutch)).toBeUndefined();
    expect(findConflict(german, readSentence(dutch.text, "de"))).toBeDefined();
  });
});

/** Each amount as the text it was read from, and its least value in the base unit. */
const amountsOf = (language: string, text: string): unknown[] => {
  const sentence = readSentence(text, language);
  return sentence.amounts.map((amount) => [
    textOf(sentence, amount),
    Math.round(amount.low * 100) / 100,
  ]);
};

describe("the number reader", () => {
  it.each<[string, string, unknown[]]>([
    ["de", "Es kamen 1.234,50 Kisten an.", [["1.234,50", 1234.5]]],
    ["de", "Es kamen 1 234 Kisten an.", [["1 234", 1234]]],
    ["de", "Es kamen 1’234 Kisten an.", [["1’234", 1234]]],
    ["de", "Es kamen zweihundertdreiundvierzig Kisten an.", [["zweihundertdreiundvierzig", 243]]],
    ["de", "Es kamen zweitausendfünfzig Kisten an.", [["zweitausendfünfzig", 2050]]],
    ["de", "Es kamen mindestens 20 Kisten an.", [["mindestens 20", 19]]],
    ["de", "Es kamen ca. 100 Kisten an.", [["ca. 100", 85]]],
    ["de", "Es kamen 20 Kisten oder mehr an.", [["20", 19]]],
    ["de", "Das kostet 2,5 Mio. Euro.", [["2,5 Mio. Euro", 2.5e6]]],
    ["fr", "On a reçu 1 234,50 caisses.", [["1 234,50", 1234.5]]],
    ["fr", "On a reçu 1\u202f234 caisses.", [["1\u202f234", 1234]]],
    ["fr", "On a reçu soixante-dix caisses.", [["soixante-dix", 70]]],
    ["fr", "On a reçu soixante et onze caisses.", [["soixante et onze", 71]]],
    ["fr", "On a reçu quatre-vingt-dix-neuf caisses.", [["quatre-vingt-dix-neuf", 99]]],
    ["fr", "On a reçu vingt et une caisses.", [["vingt et une", 21]]],
    ["fr", "On a reçu deux cent quatre-vingts caisses.", [["deux cent quatre-vingts", 280]]],
    ["fr", "On a reçu mille deux cents caisses.", [["mille deux cents", 1200]]],
    ["es", "Llegaron treinta y cinco cajas.", [["treinta y cinco", 35]]],
    ["es", "Llegaron mil doscientas cajas.", [["mil doscientas", 1200]]],
    ["es", "Llegaron ciento veinte cajas.", [["ciento veinte", 120]]],
    ["pt", "Chegaram duzentas e trinta e cinco caixas.", [["duzentas e trinta e cinco", 235]]],
    ["pt", "A entrada custa R$ 18,50.", [["R$ 18,50", 18.5]]],
    ["it", "Arrivarono duecentotrentotto casse.", [["duecentotrentotto", 238]]],
    ["it", "Arrivarono duemilacinquanta casse.", [["duemilacinquanta", 2050]]],
    ["nl", "Er kwamen tweeënveertig kisten aan.", [["tweeënveertig", 42]]],
    ["nl", "Er kwamen honderdtwintig kisten aan.", [["honderdtwintig", 120]]],
    ["pl", "Przyszło dwieście trzydzieści pięć skrzyń.", [["dwieście trzydzieści pięć", 235]]],
    ["pl", "Bilet kosztuje 18,50 zł.", [["18,50 zł", 18.5]]],
    ["ru", "Пришло две тысячи триста сорок ящиков.", [["две тысячи триста сорок", 2340]]],
    ["ru", "Пришло 5 тыс. ящиков.", [["5 тыс.", 5000]]],
    ["uk", "Надійшло п’ятдесят п'ять ящиків.", [["п’ятдесят п'ять", 55]]],
    ["uk", "Квиток коштує 150 грн.", [["150 грн", 150]]],
  ])("in %s reads %s", (language, text, amounts) => {
    expect(amountsOf(language, text)).toEqual(amounts);
  });

  it.each([
    ["de", "Es kamen 1,234 Kisten an."],
    ["de", "Es kamen 1.5 Kisten an."],
    ["de", "Am 3. Spieltag kam keine Kiste."],
    ["de", "Das Spiel endete 3:1."],
    ["de", "Es kamen einige hundert Kisten an."],
    ["de", "Wir haben zwei und eine halbe Kiste."],
    ["de", "Ein 10-Euro-Schein lag darin."],
    ["de", "Nach 1931 erbauten Häusern wird gefragt."],
    ["fr", "On a reçu quelques cents caisses."],
    ["fr", "La 3e caisse est arrivée."],
    ["fr", "Un vélo neuf est arrivé."],
    ["es", "Llegó el 1/2 de las cajas."],
    ["es", "Cuesta A$ 20."],
    ["it", "Tu sei socio del club."],
    ["nl", "De elf woont in het bos."],
    ["pl", "Na 3. piętrze mieszka rodzina."],
    ["ru", "На 3-м этаже живут семьи."],
    ["uk", "Минуло півтори сотні років."],
  ])("in %s finds no amount in %s", (language, text) => {
    expect(amountsOf(language, text)).toEqual([]);
  });
});

describe("the date reader", () => {
  const date = { year: 2026, month: 3, day: 31 };
  it.each<[string, string, unknown[]]>([
    ["de", "Das endet am 31. März 2026.", [date]],
    ["de", "Das endet am 31.03.2026.", [date]],
    ["de", "Das endet am 2026-03-31.", [date]],
    ["de", "Das endet vom 3. bis 5. März 2026.", [{ year: 2026, month: 3 }]],
    ["de", "Das endet um 20 Uhr.", [{ minute: 1200 }]],
    ["de", "Es wurde 1931 gegründet.", [{ year: 1931 }]],
    ["fr", "Cela finit le 31 mars 2026.", [date]],
    ["fr", "Cela finit le 1er mars 2026.", [{ ...date, day: 1 }]],
    ["fr", "Cela finit le 31/03/2026 à 20 h.", [date, { minute: 1200 }]],
    ["es", "Acaba el 31 de marzo de 2026.", [date]],
    ["es", "Acaba a las 8:00 p. m.", [{ minute: 1200 }]],
    ["pt", "Acaba em 1º de março de 2026.", [{ ...date, day: 1 }]],
    ["pt", "Acaba na segunda-feira.", [{ weekday: 1 }]],
    ["it", "Finisce il 31 marzo 2026.", [date]],
    ["nl", "Het eindigt op 31-03-2026.", [date]],
    ["pl", "Kończy się 31 marca 2026 r.", [date]],
    ["pl", "Było to w 1931 roku.", [{ year: 1931 }]],
    ["ru", "Кончается 31 марта 2026 года.", [date]],
    ["ru", "Это было в марте 2026 года.", [{ year: 2026, month: 3 }]],
    ["uk", "Закінчується 31 березня 2026 року.", [date]],
    ["uk", "Це було у п’ятницю.", [{ weekday: 5 }]],
    ["de", "Das endet am 31.13.2026.", []],
    ["fr", "Il a reçu 1931 caisses.", []],
  ])("in %s reads %s", (language, text, dates) => {
    expect(readSentence(text, language).dates.map(({ fields }) => fields)).toEqual(dates);
  });
});

/** Words of the labelled pairs in any order, so that claims do come about. */
const sentenceIn = (language: string): fc.Arbitrary<string> => {
  const words = [...new Set(pairsIn(language).flatMap(({ a, b }) => [a, b].join(" ").split(" ")))];
  return fc
    .array(fc.constantFrom(...words), { maxLength: 10 })
    .map((sentence) => sentence.join(" "));
};

describe.each(OTHERS)("any two texts in %s", (language) => {
  it("differ in either order or in none, with both sides verbatim, and never from themselves", () => {
    fc.assert(
      fc.property(sentenceIn(language), sentenceIn(language), (a, b) => {
        const [there, back] = [conflictIn(language, a, b), conflictIn(language, b, a)];
        expect(conflictIn(language, a, a)).toBeUndefined();
        expect(back === undefined).toBe(there === undefined);
        if (there === undefined) return;
        expect(a).toContain(there.left);
        expect(b).toContain(there.right);
      }),
      { numRuns: runs(600) },
    );
  });
});

/** @module The words by which a question leans on the one before, in each language with data of its own. */

import { LANGUAGES } from "../corpus/languages/languages.ts";
import type { Language } from "../corpus/languages/language.ts";

/** Words and phrases in lower case, with commas between them. */
interface Leaning {
  /** Begin a question that goes on with another: and, what about. */
  readonly openings: string;
  /** Stand for something named before, and seldom for nothing: it, they. */
  readonly references: string;
  /** Begin a part of a sentence: for guests? */
  readonly parts: string;
  /** Name nothing: how long, what happens. */
  readonly unnamed: string;
}

const LEANING: Readonly<Record<string, Leaning>> = {
  en: {
    openings: "and, but, or, then, what about, how about, what of, same for, the same for",
    references: "it, they, them, he, she, him, else, instead",
    parts:
      "for, with, without, on, at, in, by, after, before, until, during, from, to, as, also, only, even, except",
    unnamed:
      "long, often, old, big, far, late, early, cost, costs, happens, happen, mean, means, work, works, exactly, possible, last, lasts",
  },
  de: {
    openings:
      "und, aber, oder, dann, was ist mit, was ist bei, wie ist es mit, wie ist es bei, wie ist das mit, wie ist das bei, wie sieht es mit, wie sieht es bei, wie siehts mit, wie siehts bei, gilt das, das gleiche für",
    references: "er, ihn, ihm, dafür, davon, damit, dazu, darauf, dabei, darüber, stattdessen",
    parts:
      "für, mit, ohne, am, an, im, in, bei, ab, bis, nach, vor, von, während, zu, zum, zur, als, auch, nur, sonst, außer",
    unnamed:
      "lang, lange, oft, alt, groß, weit, spät, früh, teuer, kostet, kosten, passiert, heißt, bedeutet, genau, funktioniert, möglich, läuft, dauert",
  },
  fr: {
    openings:
      "et, mais, ou bien, alors, qu'en est-il, pareil pour, idem pour, c'est pareil, la même chose pour",
    references: "ils, elle, elles, ça, cela, celui, celle, ceux, celles",
    parts:
      "pour, avec, sans, à, au, aux, dans, chez, par, après, avant, dès, pendant, aussi, seulement, même, sinon, sauf",
    unnamed:
      "longtemps, souvent, grand, loin, tard, tôt, cher, coûte, coute, passe, veut, dire, signifie, exactement, marche, possible, dure",
  },
  es: {
    openings:
      "y, e, pero, o, entonces, qué pasa con, que pasa con, qué hay de, que hay de, lo mismo para, lo mismo con, igual para",
    references: "ello, eso, ella, ellos, ellas",
    parts:
      "para, con, sin, a, al, en, por, después, antes, hasta, desde, durante, de, del, también, solo, salvo, excepto",
    unnamed:
      "tiempo, menudo, grande, lejos, tarde, pronto, caro, cuesta, cuestan, pasa, significa, exactamente, funciona, posible, dura, vale",
  },
  pt: {
    openings: "e, mas, ou, então, quanto a, e quanto, o mesmo para, o mesmo vale",
    references: "isso, ele, ela, eles, elas",
    parts:
      "para, com, sem, a, ao, aos, em, no, na, nos, nas, por, depois, antes, até, desde, durante, de, do, da, também, só, exceto",
    unnamed:
      "tempo, vezes, grande, longe, tarde, cedo, caro, custa, custam, acontece, significa, exatamente, funciona, possível, dura, vale",
  },
  it: {
    openings: "e, ed, ma, o, oppure, allora, che ne è, lo stesso per, vale anche",
    references: "esso, essa, ciò, lui, lei, loro",
    parts:
      "per, con, senza, a, al, in, nel, di, da, dal, dopo, prima, fino, durante, anche, solo, tranne",
    unnamed:
      "tempo, spesso, grande, lontano, tardi, presto, caro, costa, costano, succede, significa, esattamente, funziona, possibile, dura, vale",
  },
  nl: {
    openings:
      "en, maar, of, dan, hoe zit het met, wat met, hoe is het met, geldt dat, hetzelfde voor",
    references: "hij, hem, ze, ervan, ervoor, daarvoor, daarvan, daarmee",
    parts:
      "voor, met, zonder, op, in, bij, na, tot, van, vanaf, tijdens, om, naar, als, ook, alleen, behalve",
    unnamed:
      "lang, vaak, oud, groot, ver, laat, vroeg, duur, kost, kosten, gebeurt, betekent, precies, werkt, mogelijk, duurt",
  },
  pl: {
    openings: "a, i, ale, lub, albo, oraz, wtedy, co z, to samo dla",
    references: "on, ona, ono, oni, one, jego, jej, nim, nich",
    parts:
      "dla, z, ze, bez, w, we, na, do, od, po, przed, podczas, przy, u, jako, też, także, również, tylko, oprócz",
    unnamed:
      "długo, często, stary, duży, daleko, późno, wcześnie, drogo, kosztuje, kosztują, znaczy, oznacza, dokładnie, działa, możliwe, trwa, dzieje",
  },
  ru: {
    openings: "а, и, но, или, тогда, что насчёт, что насчет, что с, то же для, ещё, еще",
    references: "он, она, оно, они, его, её, ее, них, нему, неё",
    parts:
      "для, с, со, без, в, во, на, до, от, после, перед, при, у, по, через, как, также, тоже, только, кроме",
    unnamed:
      "долго, часто, большой, далеко, поздно, рано, дорого, стоит, стоят, значит, означает, точно, работает, возможно, длится, происходит, будет",
  },
  uk: {
    openings: "а, і, й, але, або, тоді, що щодо, що з, те саме для, ще",
    references: "він, вона, воно, вони, його, її, них, нього, неї",
    parts:
      "для, з, із, зі, без, в, у, на, до, від, після, перед, при, по, через, як, також, теж, тільки, крім",
    unnamed:
      "довго, часто, великий, далеко, пізно, рано, дорого, коштує, коштують, значить, означає, точно, працює, можливо, триває, відбувається, буде",
  },
};

export interface LeaningWords {
  readonly openings: readonly (readonly string[])[];
  readonly references: ReadonlySet<string>;
  readonly parts: ReadonlySet<string>;
  /** With function words and stop words. */
  readonly unnamed: ReadonlySet<string>;
}

/** Divides a text into words at everything that is neither a letter nor a digit; diacritics stay, as "è" is not "e". */
export const plainWords = (text: string): string[] =>
  text
    .normalize("NFC")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

const setOf = (...lists: readonly string[]): ReadonlySet<string> =>
  new Set(lists.flatMap(plainWords));

/** Begin a message in any language, before the question itself. */
export const INTERJECTIONS = setOf(
  "ok, okay, oh, ah, aha, hm, hmm, thanks, thx, danke, merci, gracias, grazie, bedankt",
);

const leaningWordsOf = ({ functionWords, stopWords }: Language, own: Leaning): LeaningWords => ({
  openings: own.openings.split(",").map(plainWords),
  references: setOf(own.references),
  parts: setOf(own.parts),
  unnamed: new Set([
    ...functionWords,
    ...stopWords,
    ...setOf(own.unnamed, own.references, own.parts),
  ]),
});

/** By the code of the language. */
export const LEANING_WORDS: ReadonlyMap<string, LeaningWords> = new Map(
  LANGUAGES.flatMap((language) => {
    const own = LEANING[language.code];
    return own === undefined ? [] : [[language.code, leaningWordsOf(language, own)]];
  }),
);

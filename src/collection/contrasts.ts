/** @module Short words and signs by which questions in nearly the same words ask about different things. */

/** With and without, before and after, more and less, not. */
const WORDS = `
  with, without, before, after, until, since, during, under, over, above, below, from, to, more, less, not, no, never, only,
  mit, ohne, vor, nach, bis, seit, während, unter, über, mehr, weniger, nicht, kein, keine, keinen, nie, nur,
  avec, sans, avant, après, depuis, pendant, sous, sur, plus, moins, pas, jamais, seulement,
  con, sin, antes, después, hasta, desde, durante, bajo, sobre, más, menos, nunca, solo,
  com, sem, depois, até, sob, mais, não, só,
  senza, prima, dopo, fino, sotto, sopra, più, meno, non, mai,
  met, zonder, voor, sinds, tijdens, onder, boven, meer, minder, niet, geen, nooit, alleen,
  z, bez, przed, podczas, pod, nad, więcej, mniej, nie, nigdy, tylko,
  с, со, без, до, после, перед, от, под, над, больше, меньше, не, никогда, только,
  з, із, після, від, більше, менше, ніколи, тільки`;

/** In all languages; a word that is a frequent one with another meaning in a second language is not among them. */
export const CONTRASTS: ReadonlySet<string> = new Set(WORDS.split(",").map((word) => word.trim()));

/** A number, or a sign that changes the meaning of the text around it; a minus only before a number. */
const FIGURES = /\p{N}+(?:[.,:]\p{N}+)*|[+#<>=≠≤≥±×÷%‰°€$£¥]|(?<=^| )[-−](?=\p{N})/gu;

/** Returns the numbers and signs of a text as one text, whatever their order. */
export const figuresOf = (text: string): string =>
  (text.match(FIGURES) ?? [])
    .map((figure) => figure.replace(",", "."))
    .toSorted()
    .join(" ");

/** @module Whether a text is in a language that a model was made for, as far as its words and its script tell. */

import { francAll } from "franc-min";

/** Of shorter texts the words tell too little, in UTF-16 units. */
const LEAST = 300;
const MOST = 20_000;
/** A language is as likely as the likeliest within this. */
const NEAR = 0.96;

/** By their codes of ISO 15924. */
const SCRIPTS =
  "Latn Cyrl Arab Hani Hira Kana Hang Deva Beng Grek Hebr Thai Taml Telu Gujr Geor Armn Ethi Khmr Laoo Mlym Mymr".split(
    " ",
  );

/**
 * The name of the language, or else of the script, that a text is in; undefined where it is one of these languages or
 * can't be told.
 * @param languages codes of ISO 639-3.
 */
export function foreignLanguage(text: string, languages: readonly string[]): string | undefined {
  const sample = text.slice(0, MOST);
  const script = scriptOf(sample);
  const own = languages.map((code) => new Intl.Locale(code).maximize().script);
  const found = sample.length < LEAST ? [] : francAll(sample, { minLength: LEAST });
  const [likeliest] = found;
  if (likeliest === undefined || likeliest[0] === "und")
    return script === undefined || own.includes(script) ? undefined : nameOf("script", script);
  const isNear = found.some(([code, share]) => share >= NEAR && languages.includes(code));
  return isNear ? undefined : nameOf("language", likeliest[0]);
}

/** The script that more than half of a text's letters are of. */
function scriptOf(text: string): string | undefined {
  const most = (text.match(/\p{L}/gu)?.length ?? 0) / 2;
  return SCRIPTS.find(
    (script) => (text.match(new RegExp(`\\p{Script=${script}}`, "gu"))?.length ?? 0) > most,
  );
}

/** The English name of a language or script. */
export const nameOf = (type: "language" | "script", code: string): string =>
  new Intl.DisplayNames("en", { type }).of(code) ?? code;

/** @module Replies in every language that they are written in, to questions that are not in the documents' language. */

import type { Language } from "../../src/reply/words/counted.ts";
import { CATALOGUES } from "../../src/reply/words/words.ts";
import sharp from "sharp";
import { ask, keep, type Look, PHONE, visit } from "./camera.ts";
import type { Scene } from "./scenes.ts";
import type { Studio } from "./studio.ts";

interface Questions {
  readonly found: string;
  readonly nothing: string;
}

export const QUESTIONS: Readonly<Record<Language, Questions>> = {
  en: {
    found: "How many Marines were sent to the embassy?",
    nothing: "What is the recipe for bread?",
  },
  de: {
    found: "Wie viele Marines wurden zur Botschaft geschickt?",
    nothing: "Wie backt man Brot?",
  },
  fr: {
    found: "Combien de Marines ont été envoyés à l'ambassade ?",
    nothing: "Quelle est la recette du pain ?",
  },
  es: {
    found: "¿Cuántos marines fueron enviados a la embajada?",
    nothing: "¿Cuál es la receta del pan?",
  },
  pt: {
    found: "Quantos marines foram enviados à embaixada?",
    nothing: "Qual é a receita do pão?",
  },
  it: {
    found: "Quanti marines furono inviati all'ambasciata?",
    nothing: "Qual è la ricetta del pane?",
  },
  pl: {
    found: "Ilu Marines poleciało do Bagdadu?",
    nothing: "Jaki jest przepis na chleb?",
  },
  ru: {
    found: "Сколько солдат США отправили в регион?",
    nothing: "Какой рецепт хлеба?",
  },
};

const TALL: Look = { suffix: "", size: { ...PHONE, height: 1200 }, colorScheme: "dark" };

/** Scenes over the samples, in the browser of a reader of each language. */
export const LANGUAGE_SCENES: Readonly<Record<string, Scene>> = Object.fromEntries(
  Object.values(CATALOGUES).flatMap(({ locale, dates, commands }) => {
    const typed = {
      ...QUESTIONS[locale],
      help: `/${commands.help.name}`,
      documents: `/${commands.documents.name}`,
    };
    return Object.entries(typed).map(([name, text]) => [
      `${locale}-${name}`,
      { locale: dates, looks: [TALL], play: (page) => ask(page, text) } satisfies Scene,
    ]);
  }),
);

/** The name of the picture that shows the replies in all languages. */
export const MONTAGE = "languages-phone";
const ROWS = 2;

/** Takes one picture of the replies in all languages, side by side. */
export async function takeMontage(studio: Studio, folder: string): Promise<void> {
  const rows: Buffer[][] = [];
  const all = Object.values(CATALOGUES);
  for (const [at, { locale, dates }] of all.entries())
    await visit(studio, { ...TALL, locale: dates }, async (page) => {
      await ask(page, QUESTIONS[locale].found);
      const reply = await page.locator(".message").last().screenshot({ animations: "disabled" });
      (rows[Math.floor((at * ROWS) / all.length)] ??= []).push(reply);
    });
  const joined = await Promise.all(rows.map((replies) => join(replies, replies.length)));
  await keep(sharp(await join(joined, 1)), folder, MONTAGE);
}

/** Joins pictures on a ground of the page's colour. */
const join = (pictures: readonly Buffer[], across: number): Promise<Buffer> =>
  sharp([...pictures], { join: { across, background: "#313338", shim: 8 } })
    .png()
    .toBuffer();

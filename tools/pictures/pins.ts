/** @module Replies about pins in Discord, drawn by the page: pinned, chosen, listed, set aside, refused. */

import { MOST_LISTED } from "../../src/reply/action.ts";
import { MOST_QUOTED, renderAnswer } from "../../src/reply/answer.ts";
import { PinRefused, type PinState } from "../../src/collection/pins.ts";
import {
  renderPassageChoice,
  renderPinned,
  renderPins,
  renderRefused,
  renderUnpinned,
} from "../../src/reply/pins.ts";
import { CATALOGUES } from "../../src/reply/words/words.ts";
import { type Look, PHONE } from "./camera.ts";
import { QUESTIONS } from "./languages.ts";
import { post } from "./operators.ts";
import type { Scene } from "./scenes.ts";
import type { Studio } from "./studio.ts";

const LOOKS: readonly Look[] = [
  { suffix: "", size: { ...PHONE, height: 2600 }, colorScheme: "dark" },
];

/** Returns scenes in each language, over the samples; pins are removed again. */
export const pinScenes = ({ library }: Studio): Readonly<Record<string, Scene>> =>
  Object.fromEntries(
    Object.values(CATALOGUES).map((words) => {
      const { locale, dates } = words;
      const scene: Scene = {
        locale: dates,
        looks: LOOKS,
        async play(page) {
          const question = QUESTIONS[locale].found;
          const options = { top: MOST_QUOTED, marks: MOST_LISTED, locale };
          const before = await library.ask(question, options);
          const passages = before.answers.map(({ citation }) => ({
            marked: { id: citation.id, best: null },
            citation,
          }));
          const passage = passages.at(-1)?.marked.id ?? "";
          const pin = await library.pin(question, passage);
          const answer = await library.ask(question, options);
          await library.unpin(pin.id);
          const source = await library.source(passage);
          const listed: readonly PinState[] = [
            { ...pin, status: "active" },
            { ...pin, status: "gone", successor: passage },
            { ...pin, status: "contradicted" },
          ];
          const last = { event: "gone", id: passage, path: "rules.md", at: pin.day } as const;
          const gone = { status: "gone", id: passage } as const;
          const fate = { ...last, headings: ["Rules"], fate: "changed" } as const;
          for (const shown of [
            renderAnswer(answer, { words, isPinnable: true }),
            renderPassageChoice(question, passages, words),
            renderPinned(pin, answer, words),
            renderPins(
              listed.map((one) => ({
                pin: one,
                source: one.status === "gone" ? { ...gone, last: fate } : source,
              })),
              { page: 0, total: 9 },
              words,
            ),
            renderUnpinned(pin, words),
            renderRefused(new PinRefused("near", { near: pin }), question, words),
            renderRefused(
              new PinRefused("changed", { passage, successor: passage }),
              question,
              words,
            ),
          ])
            await post(page, shown, locale, "pin");
        },
      };
      return [`${locale}-pins`, scene];
    }),
  );

/** @module The escaper, fuzzed: by a parser of Discord's Markdown that others wrote, and by rules that it does not know. */

import { expect } from "vitest";
import { z } from "zod";
import { escape, unescape } from "../../src/reply/escape.ts";
import { plain, shownBy } from "../support/discord-markdown.ts";
import { brokenText } from "./hostile.ts";
import { targetOf } from "./target.ts";

/** Lists of numbers, which Discord draws and the parser does not know. */
const LIST = /^[ \t]*(?:[-*+]|\d+[.)])[ \t]/m;

export const escaper = targetOf("escaper", z.string(), brokenText(1_200), (text) => {
  const escaped = escape(text);
  const shown = shownBy(escaped);
  expect({ ...shown, text: plain(shown.text) }).toEqual({ text: plain(text), marks: [] });
  expect(escaped).not.toMatch(/(?<!\\)[@<]/);
  expect(escaped.replace(/^[ \t]*\+/gm, "")).not.toMatch(LIST);
  expect(unescape(escaped)).toBe(text);
});

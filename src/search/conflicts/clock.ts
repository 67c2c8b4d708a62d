/** @module Times of day: 20:00, 8.30 pm, 8 p.m. */

import { type FoundDate, only } from "./fields.ts";
import { type Token, tokenAt } from "./token.ts";

/** The time of day whose first token stands at an index; noon and midnight are read elsewhere. */
export function readTime(tokens: readonly Token[], at: number): FoundDate | undefined {
  const clock = readClock(tokens, at);
  if (clock === undefined) return undefined;
  const half = readHalf(tokens, clock.to);
  if (half === undefined) return clock.full ? only("minute", clock.minute, clock.to) : undefined;
  if (clock.minute >= 780) return undefined;
  return only("minute", (clock.minute % 720) + (half.isPm ? 720 : 0), half.to);
}

function readClock(
  tokens: readonly Token[],
  at: number,
): { minute: number; to: number; full: boolean } | undefined {
  const { text } = tokenAt(tokens, at);
  const minutes = tokenAt(tokens, at + 2);
  const colon = tokenAt(tokens, at + 1);
  const full = colon.text === ":" && colon.glued && minutes.glued && /^[0-5]\d$/.test(minutes.text);
  const parts = /^(\d{1,2})(?:\.([0-5]\d))?$/.exec(full ? `${text}.${minutes.text}` : text);
  if (parts === null || Number(parts[1]) > 23) return undefined;
  const minute = Number(parts[1]) * 60 + Number(parts[2] ?? 0);
  return { minute, to: at + (full ? 3 : 1), full };
}

function readHalf(tokens: readonly Token[], at: number): { isPm: boolean; to: number } | undefined {
  const { lower } = tokenAt(tokens, at);
  if (lower === "am" || lower === "pm") return { isPm: lower === "pm", to: at + 1 };
  const dotted = [0, 1, 2].map((step) => tokenAt(tokens, at + step).lower).join("");
  if (!/^[ap]\.m$/.test(dotted)) return undefined;
  const to = at + (tokenAt(tokens, at + 3).text === "." ? 4 : 3);
  return { isPm: lower === "p", to };
}

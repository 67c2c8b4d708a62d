/** @module Extraction of what is said from subtitles: SubRip (.srt) and WebVTT (.vtt). */

import { UserError } from "../../../base/errors.ts";
import type { Extracted, Reader } from "../../extraction/extracted.ts";
import { compose } from "../../extraction/part.ts";
import { onOneLine } from "../../span.ts";
import { decodeUnicode } from "../../text.ts";
import { type Cue, type CueFile, readCues } from "./cues.ts";
import { type Paragraph, paragraphsOf } from "./paragraphs.ts";
import { withoutRepeats } from "./rolling.ts";
import { speechOf } from "./speech.ts";

/** Extracts what is said in a SubRip file. @throws UserError if it has no cues, or is not UTF-8 or UTF-16. */
export const readSrt: Reader = async (bytes) => readSubtitles(bytes, false);

/** Extracts what is said in a WebVTT file. @throws UserError if it has no cues, or is not UTF-8 or UTF-16. */
export const readVtt: Reader = async (bytes) => readSubtitles(bytes, true);

function readSubtitles(bytes: Uint8Array, isVtt: boolean): Extracted {
  const file = readCues(decodeUnicode(bytes), isVtt);
  if (file.cues.length === 0)
    throw new UserError(
      "it has no cues, which begin with a line such as 00:00:01,000 --> 00:00:04,000",
    );
  const cues = file.cues.toSorted((a, b) => a.start - b.start);
  const spoken = cues.map((cue) => ({ ...cue, said: speechOf(cue, isVtt) }));
  const paragraphs = paragraphsOf(withoutRepeats(spoken.filter(({ said }) => said.length > 0)));
  const { text, blocks, starts } = compose(
    paragraphs.map((paragraph) => ({ kind: "prose", text: paragraph.text })),
  );
  return {
    text,
    blocks,
    places: placesIn(paragraphs, starts),
    origin: isVtt ? originOf(file.head) : {},
    leftOut: [...(isVtt ? [] : file.head), ...file.stray].map(onOneLine),
    warnings: warningsOf(file, cues),
  };
}

function placesIn(
  paragraphs: readonly Paragraph[],
  starts: readonly number[],
): Extracted["places"] {
  const places = paragraphs.flatMap(({ cues }, at) =>
    cues.map(({ offset, time }) => ({ start: (starts[at] ?? 0) + offset, name: nameOf(time) })),
  );
  return {
    unit: "time",
    starts: places.map(({ start }) => start),
    names: places.map(({ name }) => name),
  };
}

/** Writes a time as `hours:minutes:seconds`. */
function nameOf(time: number): string {
  const seconds = Math.floor(time / 1_000);
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}

/** Reads the header of a WebVTT file. */
function originOf(head: readonly string[]): Extracted["origin"] {
  const language = head.join("\n").match(/^Language:\s{0,20}([\w-]{2,20})$/m)?.[1];
  return language === undefined ? {} : { language };
}

function warningsOf({ cues, badTimes }: CueFile, inOrder: readonly Cue[]): string[] {
  const warnings: string[] = [];
  if (inOrder.some((cue, at) => cue !== cues[at]))
    warnings.push("its cues are not in order; they are read in the order of their times");
  if (badTimes > 0)
    warnings.push(
      `${badTimes} of its times cannot be read; the text below belongs to the cue above`,
    );
  return warnings;
}

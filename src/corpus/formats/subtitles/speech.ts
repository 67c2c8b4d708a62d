/** @module The words of a cue: without tags, positions and styles, with the name of a speaker. */

import { writeShifted } from "../../extraction/superscript.ts";
import { squeeze } from "../../extraction/part.ts";
import { decodeEntity } from "../../markdown/inline-markup.ts";
import type { Cue } from "./cues.ts";

/** A line that is said, and its speaker where the file names one. */
export interface Speech {
  readonly speaker: string;
  readonly text: string;
}

/** Tags that players of SubRip files read; others are text. */
const SUBRIP_TAG = /<\/?(?:[bius]|font(?:\s[^<>\n]{0,200})?)\s{0,5}\/?>/gi;
/** Positions and styles of other programs, such as `{\an8}` and `{b}`. */
const OVERRIDE = /\{(?:\\[^{}\n]{0,200}|\/?[bius]|[YyCcSsFf]:[^{}\n]{0,50})\}/g;
/** WebVTT has no other text in angle brackets: a tag without an end goes on to the end of the line. */
const VTT_TAG = /<[^<>\n]{0,1000}>/g;
const RUBY = /<rt(?:\.[^<>\n]{0,100})?>([^<>\n]{0,200})<\/rt>/g;
const VOICE = /<v(?:\.[^\s<>]{0,100})?\s{1,20}([^<>\n]{1,200})>/g;

const ENTITY = /&(?:#x[\da-f]{1,6}|#\d{1,7}|\w{2,31});/gi;
/** Marks of direction, which other formats do not name. */
const DIRECTIONS: ReadonlyMap<string, string> = new Map([
  ["&lrm;", "\u200E"],
  ["&rlm;", "\u200F"],
]);

/** Returns the lines of a cue as they are said, without empty ones. A voice of WebVTT lasts until the next one. */
export function speechOf({ lines }: Cue, isVtt: boolean): Speech[] {
  if (!isVtt) return lines.map((line) => ({ speaker: "", text: plainSubRip(line) })).filter(isSaid);
  let speaker = "";
  return lines
    .flatMap((line) => {
      const said: Speech[] = [];
      let at = 0;
      for (const { 0: tag, 1: name = "", index } of line.matchAll(VOICE)) {
        said.push({ speaker, text: plainVtt(line.slice(at, index)) });
        speaker = plainVtt(name);
        at = index + tag.length;
      }
      return [...said, { speaker, text: plainVtt(line.slice(at)) }];
    })
    .filter(isSaid);
}

const isSaid = ({ text }: Speech): boolean => text !== "";

const plainSubRip = (line: string): string =>
  squeeze(line.replace(OVERRIDE, "").replace(SUBRIP_TAG, ""));

const plainVtt = (line: string): string =>
  squeeze(
    line
      .replace(RUBY, (_, reading: string) => writeShifted(reading, "superscript"))
      .replace(VTT_TAG, "")
      .replace(ENTITY, (entity) => DIRECTIONS.get(entity) ?? decodeEntity(entity)),
  );

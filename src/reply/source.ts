/** @module The reply to a look-up of a source. */

import {
  type APIButtonComponent,
  type APIEmbed,
  type APIEmbedField,
  ButtonStyle,
  ComponentType,
} from "discord-api-types/v10";
import type { Citation, FileState } from "../corpus/citation.ts";
import { ID_PATTERN } from "../corpus/identity.ts";
import { sha256 } from "../base/hash.ts";
import type { GonePassage } from "../storage/store.ts";
import type { Stale } from "../collection/library.ts";
import { type Source, SURROUNDINGS as SURROUNDING_TEXT } from "../collection/source.ts";
import { encode } from "./action.ts";
import { headingPath, label, nameOf, placeWords } from "./citation.ts";
import { button, rows } from "./controls.ts";
import { escape } from "./escape.ts";
import { CUT, renderExcerpt } from "./excerpt.ts";
import { LIMITS } from "./limits.ts";
import { linkFor } from "./link.ts";
import { type Message, message } from "./message.ts";
import { escapedWithin } from "./within.ts";
import { type Words, wordsFor } from "./words/words.ts";

/** Room for the surroundings of a passage, on either side: with all else at its longest, an embed takes no more. */
const SURROUNDINGS = 500;

export type Found = Extract<Source, { status: "found" }>;

/** Where a passage stands and where its document comes from; or what became of the ID. */
export function renderSource(source: Source & Stale, words: Words = wordsFor("en")): Message {
  switch (source.status) {
    case "found":
      return message("", [found(source, words)], { components: controls(source, words) });
    case "gone":
      return gone(source.last, words);
    case "unknown":
      return message(unknown(source, words));
  }
}

function unknown({ id, stale }: { readonly id: string } & Stale, { source }: Words): string {
  const shown = escapedWithin(label(id), 100);
  return stale && ID_PATTERN.test(id) ? source.unknownForNow(shown) : source.unknown(shown);
}

function found(source: Found, words: Words): APIEmbed {
  const { citation, excerpt, indexed, neighbours } = source;
  const link = linkFor(citation.origin.source, "embed");
  return {
    author: { name: words.source.passage(neighbours.number, neighbours.of) },
    title: escapedWithin(nameOf(citation.document, citation.path), LIMITS.title),
    ...(link === undefined ? {} : { url: link }),
    color: 0x3b5b8c,
    description: renderExcerpt(excerpt, null, 2_500, citation.cut),
    fields: [
      ...textBefore(words.source.before, source),
      ...textAfter(words.source.after, source),
      ...provenance(citation, indexed, words),
    ],
    footer: { text: citation.id },
  };
}

/** Through the document, to the exact bytes, and to where it is from. */
function controls({ id, neighbours, citation }: Found, { buttons }: Words) {
  const { previous, next } = neighbours;
  const turn = (to: string | undefined, text: string): APIButtonComponent[] =>
    to === undefined ? [] : [button(encode("turn", { passages: [to] }), text)];
  return rows(
    [...turn(previous, `◀ ${buttons.previous}`), ...turn(next, `${buttons.next} ▶`)],
    [
      button(encode("bytes", { passages: [id] }), buttons.bytes, { emoji: "📎" }),
      ...linkButton(citation.origin.source, buttons.link),
    ],
  );
}

function linkButton(source: string | undefined, text: string): APIButtonComponent[] {
  const url = linkFor(source, "button");
  if (url === undefined) return [];
  return [{ type: ComponentType.Button, style: ButtonStyle.Link, label: text, url }];
}

/** What stands before the passage, from a word's beginning on; the mark tells that there is more. */
function textBefore(name: string, { before, citation }: Found): APIEmbedField[] {
  let kept = before;
  while (escape(kept.trim()).length > SURROUNDINGS) kept = kept.slice(kept.length * 0.1);
  const isCut = kept.length < citation.start;
  if (isCut) kept = kept.replace(/^\S{1,30}(?=\s)/, "");
  const shown = escape(wellFormed(kept));
  return shown === "" ? [] : [{ name, value: isCut ? `${CUT} ${shown}` : shown }];
}

/** What stands after it, to a word's end. Less than was asked for is all there is. */
function textAfter(name: string, { after }: Found): APIEmbedField[] {
  let kept = after;
  while (escape(kept.trim()).length > SURROUNDINGS) kept = kept.slice(0, kept.length * 0.9);
  const isCut = kept.length < after.length || after.length >= SURROUNDING_TEXT;
  if (isCut) kept = kept.replace(/(?<=\s)\S{1,30}$/, "");
  const shown = escape(wellFormed(kept));
  return shown === "" ? [] : [{ name, value: isCut ? `${shown} ${CUT}` : shown }];
}

/** Half a character at the edge of a cut is none. */
const wellFormed = (text: string): string =>
  text
    .toWellFormed()
    .replace(/^\uFFFD|\uFFFD$/g, "")
    .trim();

function provenance(
  citation: Citation,
  indexed: string | undefined,
  words: Words,
): APIEmbedField[] {
  const { path, start, end, of, current, removed, headings } = citation;
  const names = words.source;
  const state = current ? "current" : removed ? "removed" : "changed";
  const entries = [
    [names.under, headingPath(headings)],
    [names.where, names.place(path, placeWords(citation, words), start, end, of === "file")],
    ...provenanceOf({ ...citation, indexed, state }, names),
  ] as const;
  return entries.flatMap(([name, value]) =>
    label(value) === ""
      ? []
      : [{ name, value: escapedWithin(label(value), 200), inline: value.length < 30 }],
  );
}

interface Provenance extends Pick<Citation, "origin" | "sha256"> {
  readonly textSha256?: string | undefined;
  /** When it came into the index, as an ISO date. */
  readonly indexed?: string | undefined;
  readonly state: FileState;
}

/** Lists what is known of the origin and the file of a document, each entry with its name. */
export function provenanceOf(
  { origin, sha256: fileHash, textSha256, indexed, state }: Provenance,
  names: Words["source"],
): (readonly [name: string, value: string])[] {
  const { author, publisher, published, retrieved, licence, language, source } = origin;
  const states = { current: names.current, changed: names.changed, removed: names.gone };
  const entries: readonly (readonly [string, string | undefined])[] = [
    [names.author, author],
    [names.publisher, publisher],
    [names.published, published],
    [names.retrieved, retrieved],
    [names.licence, licence],
    [names.language, language],
    [names.link, source],
    [names.sha256, fileHash],
    [names.textSha256, textSha256],
    [names.indexed, indexed && moment(indexed)],
    [names.state, states[state]],
  ];
  return entries.flatMap(([name, value = ""]) => (label(value) === "" ? [] : [[name, value]]));
}

/** `2026-05-04 13:02 UTC`. */
const moment = (iso: string): string => `${iso.slice(0, 16).replace("T", " ")} UTC`;

function gone({ id, path, headings, fate, successor, at }: GonePassage, words: Words): Message {
  const where = [path, ...headings].map((part) => escapedWithin(label(part), 200)).join(" › ");
  const date = at.slice(0, 10);
  const { removed, altered, successor: next } = words.source;
  if (fate === "removed" || successor === undefined)
    return message((fate === "removed" ? removed : altered)(id, date, where));
  return message(`${altered(id, date, where)} ${next(successor)}`, [], {
    components: rows([button(encode("turn", { passages: [successor] }), words.buttons.inPlace)]),
  });
}

/** The passage as a file of exactly its bytes: what is shown in a message is escaped, and Discord trims it. */
export function renderBytes({ id, excerpt }: Found, { source }: Words): Message {
  const bytes = Buffer.from(excerpt, "utf8");
  return message(source.bytes(id, bytes.length, sha256(bytes)), [], {
    files: [{ name: `${id}.txt`, bytes, contentType: "text/plain; charset=utf-8" }],
  });
}

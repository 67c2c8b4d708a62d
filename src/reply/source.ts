/** @module The reply to a request for a source. */

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
import { headingPath, label, locatorWords, nameOf } from "./citation.ts";
import { button, rows } from "./controls.ts";
import { escape, escapedWithin, shrink } from "./escape.ts";
import { CUT, renderExcerpt } from "./excerpt.ts";
import { LIMITS } from "./limits.ts";
import { linkFor } from "./link.ts";
import { type Message, message } from "./message.ts";
import { type Words, wordsFor } from "./words/words.ts";

/** The most characters of the text before a passage, and after it: more would exceed an embed at its longest. */
const SURROUNDINGS = 500;

export type Found = Extract<Source, { status: "found" }>;

/** Renders the text around a passage and its provenance; for other IDs, their fate. */
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

/** Lists the buttons to neighbouring passages, the passage's bytes and its document's origin. */
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

/** Shows the text before the passage, from the beginning of a word. */
function textBefore(name: string, { before, citation }: Found): APIEmbedField[] {
  const kept = shrink(before, isShort, (text) => text.slice(text.length * 0.1));
  if (kept.length >= citation.start) return textField(name, kept);
  return textField(name, kept.replace(/^\S{1,30}(?=\s)/, ""), (shown) => `${CUT} ${shown}`);
}

/** Shows the text after the passage, to the end of a word. */
function textAfter(name: string, { after }: Found): APIEmbedField[] {
  const kept = shrink(after, isShort, (text) => text.slice(0, text.length * 0.9));
  if (kept.length === after.length && after.length < SURROUNDING_TEXT) return textField(name, kept);
  return textField(name, kept.replace(/(?<=\s)\S{1,30}$/, ""), (shown) => `${shown} ${CUT}`);
}

const isShort = (text: string): boolean => escape(text.trim()).length <= SURROUNDINGS;

function textField(
  name: string,
  text: string,
  markCut = (shown: string) => shown,
): APIEmbedField[] {
  const shown = escape(wellFormed(text));
  return shown === "" ? [] : [{ name, value: markCut(shown) }];
}

/** Drops halves of surrogate pairs at the edges of a cut. */
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
  const rows = [
    [names.under, headingPath(headings)],
    [names.where, names.place(path, locatorWords(citation, words), start, end, of === "file")],
    ...provenanceOf({ ...citation, indexed, state }, names),
  ] as const;
  return rows.flatMap(([name, value]) =>
    label(value) === ""
      ? []
      : [{ name, value: escapedWithin(label(value), 200), inline: value.length < 30 }],
  );
}

interface Provenance extends Pick<Citation, "origin" | "sha256"> {
  readonly textSha256?: string | undefined;
  /** The time at which it came into the index, in ISO 8601. */
  readonly indexed?: string | undefined;
  readonly state: FileState;
}

/** Lists the known fields of a document's origin and file, each with its name. */
export function provenanceOf(
  { origin, sha256: fileHash, textSha256, indexed, state }: Provenance,
  names: Words["source"],
): (readonly [name: string, value: string])[] {
  const { author, publisher, published, retrieved, licence, language, source } = origin;
  const states = { current: names.current, changed: names.changed, removed: names.gone };
  const fields: readonly (readonly [string, string | undefined])[] = [
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
  return fields.flatMap(([name, value = ""]) => (label(value) === "" ? [] : [[name, value]]));
}

/** Formats a time: `2026-05-04 13:02 UTC`. */
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

/** Renders a passage as a file of exactly its bytes; the text of a message is escaped and trimmed by Discord. */
export function renderBytes({ id, excerpt }: Found, { source }: Words): Message {
  const bytes = Buffer.from(excerpt, "utf8");
  return message(source.bytes(id, bytes.length, sha256(bytes)), [], {
    files: [{ name: `${id}.txt`, bytes, contentType: "text/plain; charset=utf-8" }],
  });
}

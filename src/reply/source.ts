/** @module The reply to a request for a source. */

import {
  type APIButtonComponent,
  type APIEmbed,
  type APIEmbedField,
  ButtonStyle,
  ComponentType,
} from "discord-api-types/v10";
import { sha256 } from "../base/hash.ts";
import type { Marked } from "../collection/answer.ts";
import type { Stale } from "../collection/library.ts";
import type { PassageContext, Source } from "../collection/source.ts";
import type { Citation, FileState } from "../corpus/citation.ts";
import { ID_PATTERN } from "../corpus/identity.ts";
import { hasEdge } from "../corpus/passage.ts";
import type { Completion } from "../search/snapshot.ts";
import type { GonePassage } from "../storage/store.ts";
import { encode } from "./action.ts";
import {
  dateWords,
  documentName,
  headingOf,
  headingPath,
  joinLabels,
  label,
  locatorWords,
  sourceAddress,
  sourceLine,
} from "./citation.ts";
import { button, completionName, type Row, rows } from "./controls.ts";
import { escapedWithin } from "./escape.ts";
import { renderBeginning, renderBold, renderEnd, renderPassage } from "./excerpt.ts";
import { clip, LIMITS } from "./limits.ts";
import { linkFor } from "./link.ts";
import { type Message, message, NEUTRAL } from "./message.ts";
import { voteButtons } from "./vote.ts";
import { languageName } from "./words/language.ts";
import { type Words, wordsFor } from "./words/words.ts";

/** In characters of Markdown. */
const BESIDE = 350;
const PASSAGE = 2_800;

export type Found = Extract<Source, { status: "found" }>;

export interface SourceOptions {
  readonly words?: Words;
  /** The passages of the reply from which it was opened, and their citations where there is more than one. */
  readonly passages?: readonly Marked[];
  readonly citations?: readonly Citation[];
  readonly view?: "text" | "details";
  /** The address of its page, where it has one. */
  readonly page?: string | undefined;
}

/** Renders a passage in its section, or its technical details; for other IDs, their fate. */
export function renderSource(source: Source & Stale, options: SourceOptions = {}): Message {
  const words = options.words ?? wordsFor("en");
  switch (source.status) {
    case "found":
      return message("", [found(source, { ...options, words })], {
        components: controls(source, { ...options, words }),
      });
    case "gone":
      return gone(source.last, words);
    case "unknown":
      return message(unknown(source, words));
  }
}

/** Lists the passages that a typed heading may mean, each with the ID to give instead. */
export const renderSeveral = (
  typed: string,
  matches: readonly Completion[],
  words: Words,
): Message =>
  message(
    [
      words.source.several(escapedWithin(label(typed), 100)),
      ...matches.map(
        (match) => `- \`${match.id}\` ${escapedWithin(completionName(match, words), 200)}`,
      ),
    ].join("\n"),
  );

function unknown({ id, stale }: { readonly id: string } & Stale, { source }: Words): string {
  const shown = escapedWithin(label(id), 100);
  return stale && ID_PATTERN.test(id) ? source.unknownForNow(shown) : source.unknown(shown);
}

function found(
  source: Found,
  { words, view = "text", passages = [] }: SourceOptions & { readonly words: Words },
): APIEmbed {
  const { id, citation, neighbours, context } = source;
  const best = passages.find((passage) => passage.id === id)?.best ?? null;
  const address = sourceAddress(citation);
  return {
    author: { name: words.source.passage(neighbours.number, neighbours.of) },
    title: escapedWithin(headingOf(citation), LIMITS.title),
    ...(address === undefined ? {} : { url: address }),
    color: NEUTRAL,
    ...(view === "text"
      ? {
          description: `${textOf(context, best, citation)}\n${sourceLine(citation, words, { address })}`,
        }
      : { fields: provenance(source, words) }),
  };
}

/** Renders the passage in bold between the texts of its section beside it; alone, with its best sentence in bold. */
const textOf = (
  { before, passage, after, cut }: PassageContext,
  best: number | null,
  citation: Citation,
): string =>
  [
    renderEnd(before, BESIDE, hasEdge(cut, "before")),
    before.length + after.length > 0
      ? renderBold(passage, PASSAGE)
      : renderPassage({ parts: passage, best, edges: citation.cut }, PASSAGE),
    renderBeginning(after, BESIDE, hasEdge(cut, "after")),
  ]
    .filter((text) => text !== "")
    .join("\n\n");

/** Lists a select of the passages of the reply, buttons to turn, vote and see details, and buttons for text and origin. */
function controls(
  { id, neighbours, citation }: Found,
  {
    words,
    passages = [],
    citations = [],
    view = "text",
    page,
  }: SourceOptions & { readonly words: Words },
): Row[] {
  const { buttons } = words;
  const to = (action: string, target: string | undefined, text: string): APIButtonComponent[] =>
    target === undefined ? [] : [button(encode(action, { passages: [target, ...passages] }), text)];
  return rows(
    citations.length > 1 ? [passageSelect(id, passages, citations, words)] : [],
    [
      ...to("turn", neighbours.previous, `◀ ${buttons.previous}`),
      ...to("turn", neighbours.next, `${buttons.next} ▶`),
      ...(view === "text" ? to("details", id, buttons.details) : to("text", id, buttons.text)),
      ...voteButtons([id]),
    ],
    [
      button(encode("bytes", { passages: [id] }), buttons.bytes, { emoji: "📎" }),
      ...linkButton(citation.origin.source ?? citation.permalink, buttons.link),
      ...linkButton(page, buttons.page),
    ],
  );
}

/** Returns a select whose values are the positions of the passages. */
const passageSelect = (
  id: string,
  passages: readonly Marked[],
  citations: readonly Citation[],
  words: Words,
) => ({
  type: ComponentType.StringSelect as const,
  custom_id: encode("pick", { passages }),
  placeholder: words.passages.choose,
  options: passages.flatMap((passage, at) => {
    const citation = citations.find((one) => one.id === passage.id);
    if (!citation) return [];
    return [
      {
        label: clip(headingOf(citation), LIMITS.optionText),
        description: clip(
          joinLabels([documentName(citation), locatorWords(citation, words)]),
          LIMITS.optionText,
        ),
        value: String(at),
        default: passage.id === id,
      },
    ];
  }),
});

function linkButton(address: string | undefined, text: string): APIButtonComponent[] {
  const url = linkFor(address, "button");
  if (url === undefined) return [];
  return [{ type: ComponentType.Button, style: ButtonStyle.Link, label: text, url }];
}

const provenance = (source: Found, words: Words): APIEmbedField[] =>
  fieldsOf(source, words).map(([name, value]) => ({
    name,
    value: escapedWithin(label(value), 200),
    inline: value.length < 30,
  }));

/** A known field of a citation, with its name. */
type Field = readonly [name: string, value: string];

/** Lists the known fields of the citation of a passage. */
export function fieldsOf({ citation, indexed }: Found, words: Words): Field[] {
  const { id, path, start, end, of, current, removed, headings } = citation;
  const names = words.source;
  const state = current ? "current" : removed ? "removed" : "changed";
  const under = headingPath(headings);
  return [
    [names.id, id],
    ...(under === "" ? [] : [[names.under, under] as const]),
    [names.where, names.place(path, locatorWords(citation, words), start, end, of === "file")],
    ...provenanceOf({ ...citation, indexed, state }, words),
  ];
}

interface Provenance extends Pick<Citation, "origin" | "sha256"> {
  readonly textSha256?: string | undefined;
  /** The time at which it came into the index, in ISO 8601. */
  readonly indexed?: string | undefined;
  readonly commit?: string | undefined;
  readonly state: FileState;
}

/** Lists the known fields of a document's origin and file, each with its name. */
export function provenanceOf(
  { origin, sha256: fileHash, textSha256, indexed, commit, state }: Provenance,
  words: Words,
): Field[] {
  const names = words.source;
  const { author, publisher, published, retrieved, licence, language, source } = origin;
  const states = { current: names.current, changed: names.changed, removed: names.gone };
  const fields: readonly (readonly [string, string | undefined])[] = [
    [names.author, author],
    [names.publisher, publisher],
    [names.published, published && dateWords(published, words)],
    [names.retrieved, retrieved && dateWords(retrieved, words)],
    [names.licence, licence],
    [names.language, language && languageName(language, words)],
    [names.link, source],
    [names.sha256, fileHash],
    [names.textSha256, textSha256],
    [names.indexed, indexed && moment(indexed, words)],
    [names.commit, commit],
    [names.state, states[state]],
  ];
  return fields.flatMap(([name, value = ""]) => (label(value) === "" ? [] : [[name, value]]));
}

/** Formats a time of ISO 8601 in the reader's language; any other text is returned unchanged. */
const moment = (iso: string, { dates }: Words): string => {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  const style = { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" } as const;
  return `${new Intl.DateTimeFormat(dates, style).format(time)} UTC`;
};

function gone(last: GonePassage, words: Words): Message {
  const { successor, fate } = last;
  const text = goneText(last, words, (part) => escapedWithin(part, 200));
  if (fate === "removed" || successor === undefined) return message(text);
  return message(`${text} ${words.source.successor(successor)}`, [], {
    components: rows([button(encode("turn", { passages: [successor] }), words.buttons.inPlace)]),
  });
}

/** Says what became of a passage, when, and where it was. @param show renders a path or a heading. */
export function goneText(
  { id, path, headings, fate, at }: GonePassage,
  words: Words,
  show: (part: string) => string = (part) => part,
): string {
  const where = [path, ...headings].map((part) => show(label(part))).join(" › ");
  const date = dateWords(at.slice(0, 10), words, "long");
  const { removed, altered } = words.source;
  return (fate === "removed" ? removed : altered)(id, date, where);
}

/** Renders a passage as a file of exactly its bytes; the text of a message is escaped and trimmed by Discord. */
export function renderBytes({ id, excerpt }: Found, { source }: Words): Message {
  const bytes = Buffer.from(excerpt, "utf8");
  return message(source.bytes(id, bytes.length, sha256(bytes)), [], {
    files: [{ name: `${id}.txt`, bytes, contentType: "text/plain; charset=utf-8" }],
  });
}

/** @module The reply to a look-up of a source. */

import type { APIEmbed, APIEmbedField } from "discord-api-types/v10";
import type { Citation } from "../corpus/citation.ts";
import type { GonePassage } from "../library/history.ts";
import type { Source } from "../library/source.ts";
import { escapedWithin } from "./answer.ts";
import { headingPath, label, lines } from "./citation.ts";
import { escape } from "./escape.ts";
import { CUT, renderExcerpt } from "./excerpt.ts";
import { LIMITS } from "./limits.ts";
import { linkOf, type Message, message } from "./message.ts";

/** Room for the surroundings of a passage, on either side: with all else at its longest, an embed takes no more. */
const SURROUNDINGS = 600;

/** Where a passage stands and where its document comes from; or what became of the ID. */
export function renderSource(source: Source): Message {
  switch (source.status) {
    case "found":
      return message("", [found(source)]);
    case "gone":
      return message(gone(source.last));
    case "unknown":
      return message(
        `I know no passage with the ID ${escapedWithin(label(source.id), 100)}. An ID has 12 letters and digits, and stands below each quotation.`,
      );
  }
}

function found(source: Extract<Source, { status: "found" }>): APIEmbed {
  const { citation, excerpt, before, after } = source;
  const link = linkOf(citation.origin.source);
  return {
    title: escapedWithin(label(citation.document), LIMITS.title),
    ...(link === undefined ? {} : { url: link }),
    color: 0x3b5b8c,
    description: renderExcerpt(excerpt, null, 2_500),
    fields: [
      ...surroundings("Just before it", before, "end"),
      ...surroundings("Just after it", after, "start"),
      ...provenance(citation),
    ],
    footer: { text: citation.id },
  };
}

/** Text near the passage, cut on the side away from it. */
function surroundings(name: string, text: string, near: "start" | "end"): APIEmbedField[] {
  let kept = text.trim();
  while (escape(kept).length > SURROUNDINGS)
    kept =
      near === "end"
        ? kept.slice(kept.length * 0.1).trimStart()
        : kept.slice(0, kept.length * 0.9).trimEnd();
  kept = kept.toWellFormed().replace(/^\uFFFD|\uFFFD$/, "");
  if (kept === "") return [];
  return [{ name, value: near === "end" ? `${CUT} ${escape(kept)}` : `${escape(kept)} ${CUT}` }];
}

function provenance(citation: Citation): APIEmbedField[] {
  const { author, publisher, published, retrieved, licence, source, language } = citation.origin;
  const place = `${citation.path}, ${lines(citation)} (characters ${citation.start} to ${citation.end} of the ${citation.of === "file" ? "file" : "text extracted from it"})`;
  const state = citation.current
    ? "The file is as it was indexed; checked just now."
    : "The file has changed or gone since it was indexed. The quotation is of the older text.";
  const entries: readonly (readonly [string, string | undefined])[] = [
    ["Under", headingPath(citation.headings)],
    ["Where", place],
    ["Author", author],
    ["Publisher", publisher],
    ["Published", published],
    ["Retrieved", retrieved],
    ["Licence", licence],
    ["Language", language],
    ["Source", source],
    ["SHA-256 of the file", citation.sha256],
    ["SHA-256 of the text extracted", citation.textSha256],
    ["State", state],
  ];
  return entries.flatMap(([name, value]) =>
    value && label(value) !== ""
      ? [{ name, value: escapedWithin(label(value), 200), inline: value.length < 30 }]
      : [],
  );
}

function gone({ id, path, headings, fate, successor, at }: GonePassage): string {
  const where = [path, ...headings].map((part) => escapedWithin(label(part), 200)).join(" › ");
  const date = at.slice(0, 10);
  if (fate === "removed")
    return `The passage ${id} is gone: its document was removed by ${date}. It stood in ${where}.`;
  const next = successor ? ` In its place stands ${successor}.` : "";
  return `The passage ${id} was changed by ${date}, so this ID no longer stands for any text. It stood in ${where}.${next}`;
}

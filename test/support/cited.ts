/** @module Citations as programs get them, and an oracle of them that shares no code with the script or with Footnote. */

import { webcrypto } from "node:crypto";
import { cite, quote } from "../../src/corpus/citation.ts";
import { openFile, quotedIn, verify } from "../../docs/verify.mjs";
import type { Document } from "../../src/corpus/document.ts";
import type { Passage } from "../../src/corpus/passage.ts";
import { CitationForm } from "../../src/programs/forms/citation.ts";

export interface Cited {
  readonly citation: CitationJson;
  readonly excerpt: string;
}

export type CitationJson = ReturnType<typeof CitationForm.parse>;

/** The quotations of passages, as they are after their way as JSON. */
export const citedIn = (document: Document, passages: readonly Passage[]): readonly Cited[] =>
  passages.map((passage) => {
    const citation = CitationForm.parse(cite(document, passage, { state: "current" }));
    const sent: Cited = JSON.parse(JSON.stringify({ citation, excerpt: quote(document, passage) }));
    return sent;
  });

/** An answer with these quotations. */
export const answerOf = (quotations: readonly Cited[]) => ({
  answers: quotations.map((one) => ({ ...one, alsoReportedIn: [], differsFrom: [] })),
});

/** Whether a quotation is that of a text, found out unit by unit. @param file the bytes of the cited file. */
export async function isTrue({ citation, excerpt }: Cited, file: Buffer, text = file.toString()) {
  const { path, start, end, hidden = [] } = citation;
  const isFile = (await digest(file)) === citation.sha256;
  const isText =
    citation.of === "file" || (await digest(Buffer.from(text))) === citation.textSha256;
  const units = Array.from({ length: Math.max(0, end - start) }, (_, at) => start + at);
  const part = (at: number) => hidden.find((one) => one.start <= at && at < one.end);
  const rebuilt = units.map((at) =>
    part(at) === undefined ? text.charAt(at) : part(at)?.start === at ? "[…]" : "",
  );
  const linesTo = (at: number) =>
    1 +
    text
      .substring(0, at)
      .split("")
      .filter((unit) => unit === "\n").length;
  const slice = text.substring(start, end);
  const ids = await Promise.all(
    Array.from({ length: 1 + copiesBefore(text, slice, start) }, (_, before) =>
      digest(Buffer.from(JSON.stringify([path, slice, before]))).then(base32),
    ),
  );
  return [
    isFile && isText,
    0 <= start && start < end && end <= text.length,
    hidden.every((one) => start <= one.start && one.start < one.end && one.end <= end),
    rebuilt.join("") === excerpt,
    linesTo(start) === citation.startLine && linesTo(end - 1) === citation.endLine,
    ids.includes(citation.id),
  ].every(Boolean);
}

function copiesBefore(text: string, slice: string, end: number): number {
  let [count, at] = [0, 0];
  while (slice !== "" && at + slice.length <= end)
    if (text.startsWith(slice, at)) [count, at] = [count + 1, at + slice.length];
    else at += 1;
  return count;
}

const digest = async (bytes: Buffer): Promise<string> =>
  Buffer.from(await webcrypto.subtle.digest("SHA-256", bytes)).toString("hex");

/** RFC 4648, of the first 60 bits. */
function base32(hex: string): string {
  const bits = Array.from(hex, (digit) => Number.parseInt(digit, 16).toString(2).padStart(4, "0"));
  return (bits.join("").slice(0, 60).match(/.{5}/g) ?? [])
    .map((five) => Number.parseInt(five, 2))
    .map((value) => (value < 26 ? String.fromCharCode(97 + value) : `${value - 24}`))
    .join("");
}

/** The results of the script where the same file lies at every path. */
export const resultsOf = (answer: unknown, file: Uint8Array, texts: readonly Uint8Array[] = []) => {
  const [opened, openedTexts] = [openFile(file), texts.map(openFile)];
  return Array.from(quotedIn(answer), (quoted) =>
    verify(quoted, { fileOf: () => opened, texts: openedTexts }),
  );
};

/** Names the check that fails; undefined if none does. */
export const faultIn = (cited: unknown, file: Uint8Array): string | undefined =>
  resultsOf({ answers: [cited] }, file)
    .flatMap(({ checks }) => checks)
    .find(({ holds }) => !holds)?.check;

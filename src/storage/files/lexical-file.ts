/** @module The file of the lexical index: its tables one after another. */

import { z } from "zod";
import type { LexicalTables } from "../../search/lexical.ts";
import { bytesOf, readBytes } from "../../base/durable.ts";

/** Sections begin at multiples of this, so that typed arrays can be views of the file. */
const ALIGNMENT = 4;
const SECTIONS = 11;

const Strings = z.array(z.string());

/** Yields the bytes of a file: the lengths of all sections, then the sections. */
export function* lexicalBytes(tables: LexicalTables): Generator<Uint8Array> {
  const sections = sectionsOf(tables);
  yield bytesOf(Uint32Array.from(sections, ({ byteLength }) => byteLength));
  for (const section of sections) {
    yield section;
    yield new Uint8Array(padding(section.byteLength));
  }
}

const padding = (length: number): number => (ALIGNMENT - (length % ALIGNMENT)) % ALIGNMENT;

function sectionsOf({ vocabulary, words, passages, headings, sentences, ...rest }: LexicalTables) {
  return [
    ...[vocabulary, words].map((all) => new TextEncoder().encode(JSON.stringify(all))),
    ...[rest.lengths, rest.firstSentence].map(bytesOf),
    ...[passages.starts, passages.keys, passages.counts].map(bytesOf),
    ...[headings.starts, headings.keys, sentences.starts, sentences.keys].map(bytesOf),
  ];
}

/** Reads the bytes of `lexicalBytes`. @throws Error if the lengths of the sections do not add up to the file's. */
export async function readLexical(file: string): Promise<LexicalTables> {
  const next = sectionReader(await readBytes(file));
  const integers = (): Uint32Array => new Uint32Array(...next(Uint32Array.BYTES_PER_ELEMENT));
  const halves = (): Uint16Array => new Uint16Array(...next(Uint16Array.BYTES_PER_ELEMENT));
  const strings = (): string[] =>
    Strings.parse(JSON.parse(new TextDecoder().decode(new Uint8Array(...next(1)))));
  return {
    vocabulary: strings(),
    words: strings(),
    lengths: integers(),
    firstSentence: integers(),
    passages: { starts: integers(), keys: integers(), counts: halves() },
    headings: { starts: integers(), keys: integers() },
    sentences: { starts: integers(), keys: integers() },
  };
}

/** Returns a function that gives, section by section, the arguments of a typed array over it. */
function sectionReader(file: ArrayBuffer): (width: number) => [ArrayBuffer, number, number] {
  const lengths = new Uint32Array(file, 0, SECTIONS);
  let [section, at] = [0, lengths.byteLength];
  const whole = lengths.reduce((sum, length) => sum + length + padding(length), at);
  if (whole !== file.byteLength)
    throw new Error(`${file.byteLength} bytes of sections that have ${whole}`);
  return (width) => {
    const length = lengths[section] ?? 0;
    const view: [ArrayBuffer, number, number] = [file, at, length / width];
    section += 1;
    at += length + padding(length);
    return view;
  };
}

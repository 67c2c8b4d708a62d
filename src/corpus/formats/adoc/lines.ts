/** @module Lines of AsciiDoc: marks of blocks and items, and what the readers of blocks share. */

import type { BlockWriter, LineCursor } from "../../marked-text.ts";
import type { AttributeReader } from "./attributes.ts";

/** A text that is being read. */
export interface Reading {
  readonly text: string;
  readonly cursor: LineCursor;
  readonly writer: BlockWriter;
  readonly attributes: AttributeReader;
  /** The number of lines. */
  readonly length: number;
}

/** Lines that open and close a block. */
export const DELIMITER =
  /^(?:-{4,}|\.{4,}|={4,}|\*{4,}|_{4,}|\+{4,}|\/{4,}|--|`{3,}[\w-]{0,40}|[|,:!]={3,})$/;
export const ATTRIBUTES = /^\[(?:\[[^[\]]{1,300}\]|[\w.#%{,"'][^\n]{0,2000})?\]$/;
export const COMMENT = /^\/\/(?!\/)/;
export const INCLUDE = /^include::[^[\n]{1,1000}\[.*\]$/;
/** Styles of blocks whose text is quoted as it is. */
export const CODE_STYLE =
  /^(?:source|listing|literal|stem|latexmath|asciimath|ditaa|plantuml|mermaid|graphviz)$/;

const BULLET = /^(?:[-•]|\*{1,5})[ \t]{1,20}(?=\S)/;
export const ORDERED = /^(?:\.{1,5}|\d{1,9}\.|[A-Za-z]\.|[ivxIVX]{1,8}\))[ \t]{1,20}(?=\S)/;
const CALLOUT = /^<(?:\d{1,3}|\.)>[ \t]{1,20}(?=\S)/;
const TERM_END = /(?<=\S)(?::{2,4}|;;)(?=\s|$)[ \t]*/;
const LONGEST_TERM = 2_000;

export const isBullet = (line: string): boolean => BULLET.test(line);

/** Returns the mark of a list item, with the blanks after it. */
export const markerOf = (line: string): string | undefined =>
  (BULLET.exec(line) ?? ORDERED.exec(line) ?? CALLOUT.exec(line))?.[0];

/** Finds the colons after a term. */
export const termEndOf = (line: string): RegExpExecArray | null =>
  line.length > LONGEST_TERM || COMMENT.test(line) ? null : TERM_END.exec(line);

export const isListItem = (line: string): boolean =>
  markerOf(line) !== undefined || termEndOf(line) !== null;

/** Whether a line at the margin ends a paragraph. */
export const endsParagraph = (line: string): boolean =>
  ATTRIBUTES.test(line) || DELIMITER.test(line);

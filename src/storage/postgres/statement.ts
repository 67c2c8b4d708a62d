/** @module Statements of SQL: constant texts, whose values are parameters. */

/**
 * A statement. In one that reads or writes content, `$1` is the collection, and each table of content is restricted to it:
 * test/storage/postgres/schema.test.ts parses all statements and proves that.
 */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** The name of a table that holds passages: the common one, or that of one large generation. */
export type PassageTable = "passage" | `footnote_large.p${number}`;

/**
 * Makes a statement of a template. Nothing but the name of a table of passages and whole numbers can be put into it.
 * @param name unique; it names the prepared statement on the server.
 */
export const sql =
  (name: string) =>
  (parts: TemplateStringsArray, ...put: readonly (PassageTable | number)[]): Statement => ({
    name: [name, ...new Set(put)].join(" "),
    text: String.raw({ raw: parts }, ...put.map(checked)),
  });

const PASSAGE_TABLE = /^(?:passage|footnote_large\.p\d{1,18})$/;

function checked(put: PassageTable | number): string {
  if (typeof put === "number" ? Number.isSafeInteger(put) : PASSAGE_TABLE.test(put))
    return `${put}`;
  throw new Error(`no table of passages and no whole number: ${JSON.stringify(put)}`);
}

/** @module Fields: tells results, which are seen, from instructions, which are not. */

import { formFieldValue, type Value } from "./controls.ts";
import { childOf, type Element } from "./xml.ts";

/**
 * The fields that are open in a text. They may be nested, and span paragraphs. A `count` says how much of the text was
 * read so far.
 */
export interface Fields {
  /** Reads a `w:fldChar`. Returns the value of a field that ends without a result. */
  readonly readMark: (mark: Element, count: number) => Value | undefined;
  readonly addInstruction: (text: string) => void;
  readonly begin: (data?: Element) => void;
  readonly beginResult: (count: number) => void;
  readonly end: (count: number) => Value | undefined;
  /** Whether the text that comes next is seen. */
  readonly isSeen: () => boolean;
}

interface Field {
  readonly data: Element | undefined;
  readonly instruction: string;
  /** The count where its result begins; undefined before that. */
  readonly resultAt?: number;
}

export function openFields(): Fields {
  let open: readonly Field[] = [];
  const changeLast = (change: (field: Field) => Field): void => {
    open = open.map((field, at) => (at === open.length - 1 ? change(field) : field));
  };
  const isSeen = (): boolean => open.every(({ resultAt }) => resultAt !== undefined);
  const begin = (data?: Element): void => void (open = [...open, { data, instruction: "" }]);
  const beginResult = (count: number): void =>
    changeLast((field) => ({ ...field, resultAt: count }));
  const end = (count: number): Value | undefined => {
    const field = open.at(-1);
    open = open.slice(0, -1);
    const hasResult = field?.resultAt !== undefined && field.resultAt < count;
    return field && isSeen() && !hasResult ? valueOf(field) : undefined;
  };
  return {
    readMark(mark, count) {
      const type = mark.attributes["w:fldCharType"];
      if (type === "begin") begin(childOf(mark, "w:ffData"));
      if (type === "separate") beginResult(count);
      return type === "end" ? end(count) : undefined;
    },
    addInstruction: (text) =>
      changeLast((field) => ({ ...field, instruction: field.instruction + text })),
    begin,
    beginResult,
    end,
    isSeen,
  };
}

const setOf = (names: string): ReadonlySet<string> => new Set(names.split(" "));

/** Fields that show nothing. */
const UNSEEN = setOf("ADDIN ADVANCE ASK NEXT NEXTIF PRIVATE RD SET SKIPIF TA TC XE");
/** Fields that Word draws or counts, even if the file has an empty result. */
const DRAWN = setOf(
  "AUTONUM AUTONUMLGL AUTONUMOUT BARCODE DISPLAYBARCODE EQ LISTNUM MERGEBARCODE NUMPAGES PAGE SECTION SECTIONPAGES",
);

/** Returns what a field without a result shows. */
function valueOf({ data, instruction, resultAt }: Field): Value | undefined {
  const value = formFieldValue(data);
  if (value) return value;
  const [, name = "", rest = ""] = /^\s*(\S+)\s*(.*)$/s.exec(instruction) ?? [];
  const kind = name.toUpperCase();
  if (kind === "SYMBOL") return symbolIn(rest);
  if (kind === "MACROBUTTON" || kind === "GOTOBUTTON") return { text: rest.replace(/^\S+\s*/, "") };
  if (DRAWN.has(kind)) return "unreadable";
  return resultAt !== undefined || kind === "" || UNSEEN.has(kind) ? undefined : "unreadable";
}

/** Reads an instruction such as `252 \f "Wingdings"`. */
function symbolIn(instruction: string): Value {
  const code = Number(/^\S+/.exec(instruction)?.[0]);
  const font = /\\f\s+"?([^"\\]+)/.exec(instruction)?.[1]?.trim();
  if (!Number.isInteger(code) || code < 1 || code > 0xffff) return "unreadable";
  return { text: String.fromCharCode(code), ...(font !== undefined && { font }) };
}

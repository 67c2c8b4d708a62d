/** @module Fields and content controls: visible results, hidden instructions, and values without text. */

import { childOf, childrenOf, type Element, isOn, valueIn } from "../office/xml.ts";

interface Field {
  readonly data: Element | undefined;
  instruction: string;
  /** Count at the start of its result; undefined before that. */
  resultAt?: number;
}

/**
 * Tracks the fields that are open in a text. They may be nested, and span paragraphs. A `count` is the number of pieces of
 * text that were read so far.
 */
export function trackFields() {
  const open: Field[] = [];
  const isVisible = (): boolean => open.every(({ resultAt }) => resultAt !== undefined);
  const begin = (data?: Element): void => void open.push({ data, instruction: "" });
  const beginResult = (count: number): void => {
    const field = open.at(-1);
    if (field) field.resultAt = count;
  };
  const end = (count: number): Value | undefined => {
    const field = open.pop();
    const hasResult = field?.resultAt !== undefined && field.resultAt < count;
    return field && isVisible() && !hasResult ? valueOf(field) : undefined;
  };
  return {
    /** Reads a `w:fldChar`. Returns the value of a field that ends without a result. */
    readFieldChar(character: Element, count: number): Value | undefined {
      const type = character.attributes["w:fldCharType"];
      if (type === "begin") begin(childOf(character, "w:ffData"));
      if (type === "separate") beginResult(count);
      return type === "end" ? end(count) : undefined;
    },
    addInstruction(text: string) {
      const field = open.at(-1);
      if (field) field.instruction += text;
    },
    begin,
    beginResult,
    end,
    /** Whether the text that comes next is visible. */
    isVisible,
  };
}

export type Fields = ReturnType<typeof trackFields>;

const setOf = (names: string): ReadonlySet<string> => new Set(names.split(" "));

/** Fields that show nothing. */
const INVISIBLE = setOf("ADDIN ADVANCE ASK NEXT NEXTIF PRIVATE RD SET SKIPIF TA TC XE");
/** Fields that Word computes, even if the file has an empty result. */
const COMPUTED = setOf(
  "AUTONUM AUTONUMLGL AUTONUMOUT BARCODE DISPLAYBARCODE EQ LISTNUM MERGEBARCODE NUMPAGES PAGE SECTION SECTIONPAGES",
);

/** Returns the visible value of a field without a result. */
function valueOf({ data, instruction, resultAt }: Field): Value | undefined {
  const value = formFieldValue(data);
  if (value) return value;
  const [, name = "", rest = ""] = /^\s*(\S+)\s*(.*)$/s.exec(instruction) ?? [];
  const kind = name.toUpperCase();
  if (kind === "SYMBOL") return symbolIn(rest);
  if (kind === "MACROBUTTON" || kind === "GOTOBUTTON") return { text: rest.replace(/^\S+\s*/, "") };
  if (COMPUTED.has(kind)) return "unreadable";
  return resultAt !== undefined || kind === "" || INVISIBLE.has(kind) ? undefined : "unreadable";
}

/** Reads an instruction such as `252 \f "Wingdings"`. */
function symbolIn(instruction: string): Value {
  const code = Number(/^\S+/.exec(instruction)?.[0]);
  const font = /\\f\s+"?([^"\\]+)/.exec(instruction)?.[1]?.trim();
  if (!Number.isInteger(code) || code < 1 || code > 0xffff) return "unreadable";
  return { text: String.fromCharCode(code), ...(font !== undefined && { font }) };
}

/** Text, with its font if known, or something visible that can't be read. */
export type Value = { readonly text: string; readonly font?: string } | "unreadable";

/** Returns the value of a form field, by its `w:ffData`. */
function formFieldValue(data: Element | undefined): Value | undefined {
  const [box, list] = [childOf(data, "w:checkBox"), childOf(data, "w:ddList")];
  if (box) return checkBox(childOf(box, "w:checked") ?? childOf(box, "w:default"));
  if (!list) return undefined;
  const at = Number(valueIn(list, "w:result") ?? valueIn(list, "w:default") ?? 0);
  const text = childrenOf(list, "w:listEntry")[at]?.attributes["w:val"];
  return text === undefined ? "unreadable" : { text };
}

/** Returns the value of a content control, by its `w:sdtPr`. How a date is written is not in the file. */
export function controlValue(properties: Element | undefined): Value | undefined {
  const box = childOf(properties, "w14:checkbox");
  if (box) return checkBox(childOf(box, "w14:checked"), "w14:val");
  if (childOf(properties, "w:date")?.attributes["w:fullDate"]) return "unreadable";
  const list = childOf(properties, "w:dropDownList") ?? childOf(properties, "w:comboBox");
  const chosen = list?.attributes["w:lastValue"];
  if (!chosen) return undefined;
  const item = childrenOf(list, "w:listItem").find(
    ({ attributes }) => attributes["w:value"] === chosen,
  );
  return { text: item?.attributes["w:displayText"] ?? chosen };
}

const checkBox = (state: Element | undefined, attribute?: string): Value => ({
  text: isOn(state, attribute) ? "☒" : "☐",
});

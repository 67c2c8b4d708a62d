/** @module Paragraphs of a shape or cell: runs, line breaks, fields and formulas. */

import type { Part } from "../../extraction/part.ts";
import { formulaText } from "./formula.ts";
import { type Baseline, createPartCollector, type Line, PROSE, type Role } from "./line.ts";
import { openSymbols } from "./symbols.ts";
import { allTextIn, childOf, childrenOf, type Element, elementsIn, textIn } from "./xml.ts";

interface Surroundings {
  /** List styles that the paragraphs inherit, the nearest first. */
  readonly inherited: readonly (Element | undefined)[];
  readonly reportOmission: (text: string) => void;
  readonly warn: (text: string) => void;
}

const NUMBERS_OMITTED = "the numbers that the program puts before list items are left out";

/** Reads a text body. */
export function readTextBody(
  body: Element,
  { inherited, reportOmission, warn }: Surroundings,
): readonly Part[] {
  const collector = createPartCollector(reportOmission);
  const styles = [childOf(body, "a:lstStyle"), ...inherited];
  for (const paragraph of childrenOf(body, "a:p")) {
    for (const child of elementsIn(paragraph)) readInline(child, collector.line);
    const role = roleOf(childOf(paragraph, "a:pPr"), styles, warn);
    collector.endParagraph(role);
  }
  return collector.take();
}

const BULLET = /^a:bu(?:None|Char|Blip|AutoNum)$/;

/** Returns the role of a paragraph by the nearest bullet in its properties and styles. */
function roleOf(
  properties: Element | undefined,
  styles: readonly (Element | undefined)[],
  warn: (text: string) => void,
): Role {
  const level = Math.trunc(Number(properties?.attributes["lvl"] ?? 0)) || 0;
  const inherited = styles.map((style) => childOf(style, `a:lvl${level + 1}pPr`));
  const bullet = [properties, ...inherited]
    .flatMap((one) => (one ? elementsIn(one) : []))
    .find(({ name }) => BULLET.test(name));
  if (bullet === undefined || bullet.name === "a:buNone") return PROSE;
  if (bullet.name === "a:buAutoNum") warn(NUMBERS_OMITTED);
  return { kind: "item", level };
}

function readInline(element: Element, line: Line): void {
  switch (element.name) {
    case "a:r":
    case "a:fld":
      return readRun(element, line);
    case "a:br":
      return line.breakLine();
    case "a14:m":
    case "m:oMathPara":
      return elementsIn(element).forEach((child) => readInline(child, line));
    case "m:oMath": {
      const text = formulaText(element);
      if (text !== undefined) return line.add(text);
      line.reportOmission(allTextIn(element));
      return line.addOmission();
    }
    case "a:pPr":
    case "a:endParaRPr":
      return;
    default:
      line.reportOmission(allTextIn(element));
      line.addOmission();
  }
}

const decodeSymbols = openSymbols(undefined);

function readRun(run: Element, line: Line): void {
  const format = childOf(run, "a:rPr");
  const text = textIn(childOf(run, "a:t") ?? run).toWellFormed();
  const strike = format?.attributes["strike"] ?? "noStrike";
  if (strike !== "noStrike" && text.trim() !== "") {
    line.reportOmission(text);
    return line.addOmission();
  }
  const fontOf = (name: string): string | undefined =>
    childOf(format, name)?.attributes["typeface"];
  const [latin, symbol] = [fontOf("a:latin"), fontOf("a:sym")];
  const fonts = {
    ...(latin === undefined ? {} : { asciiFont: latin }),
    ...((symbol ?? latin) === undefined ? {} : { otherFont: symbol ?? latin ?? "" }),
  };
  for (const piece of decodeSymbols(text, fonts))
    if (piece === undefined) line.addOmission();
    else line.add(piece, baselineOf(format));
}

/** Smallest visible offset from the baseline, in thousandths of a percent of the size. */
const MIN_MOVE = 12_500;

function baselineOf(format: Element | undefined): Baseline {
  const offset = Number(/^-?\d+/.exec(format?.attributes["baseline"] ?? "")?.[0] ?? 0);
  if (Math.abs(offset) < MIN_MOVE) return { at: "line" };
  return { at: offset > 0 ? "superscript" : "subscript" };
}

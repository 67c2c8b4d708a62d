/** @module Styles: resolves the properties of runs and paragraphs, with those they inherit. */

import type { Fonts } from "../office/symbols.ts";
import { childOf, childrenOf, type Element, isOn, isTrue, valueIn } from "../office/xml.ts";

/** Properties of a run that change the meaning of its text. */
export interface RunFormat extends Fonts {
  readonly isHidden?: boolean;
  readonly isStruckOut?: boolean;
  readonly isDoubleStruckOut?: boolean;
  readonly verticalAlign?: string;
  /** Offset above the baseline, in half-points. */
  readonly position?: number;
  /** In half-points. */
  readonly size?: number;
}

export interface ListLevel {
  readonly id: string;
  /** From 0. */
  readonly level: number;
}

/** Reads `styles.xml`. */
export function openStyles(root: Element | undefined) {
  const all = childrenOf(root, "w:style");
  const byId = new Map(all.map((style) => [style.attributes["w:styleId"] ?? "", style]));
  const defaultStyle = all.find(isDefaultStyle)?.attributes["w:styleId"];
  const defaults = formatIn(
    childOf(childOf(childOf(root, "w:docDefaults"), "w:rPrDefault"), "w:rPr"),
  );

  /** Returns a style and those it is based on; styles based on each other end the chain. */
  const chainOf = (id: string | undefined): readonly Element[] => {
    const chain = new Set<Element>();
    for (let style = byId.get(id ?? ""); style && !chain.has(style);) {
      chain.add(style);
      style = byId.get(valueIn(style, "w:basedOn") ?? "");
    }
    return [...chain];
  };
  const formats = new Map<string | undefined, RunFormat>();
  const formatOfStyle = (id: string | undefined): RunFormat => {
    const known = formats.get(id);
    if (known) return known;
    const own = chainOf(id).map((style) => formatIn(childOf(style, "w:rPr")));
    const format = own.reduceRight<RunFormat>((base, more) => ({ ...base, ...more }), {});
    formats.set(id, format);
    return format;
  };
  const stylesOf = (properties: Element | undefined): readonly Element[] =>
    chainOf(valueIn(properties, "w:pStyle") ?? defaultStyle);

  return {
    /** Resolves the `w:rPr` of a run, or of a paragraph mark, in a paragraph of this style. */
    formatOf(properties: Element | undefined, paragraphStyle: string | undefined): RunFormat {
      const paragraph = formatOfStyle(paragraphStyle ?? defaultStyle);
      const character = formatOfStyle(valueIn(properties, "w:rStyle"));
      const toggles = toggled(paragraph, character);
      return { ...defaults, ...paragraph, ...character, ...toggles, ...formatIn(properties) };
    },
    /** Returns the depth of a heading by its `w:pPr`, from 1; undefined for any other paragraph. */
    depthOf(properties: Element | undefined): number | undefined {
      const styles = stylesOf(properties);
      const ofStyles = styles.map(depthOfStyle).find((found) => found !== undefined);
      const ofName = styles.length === 0 ? depthOfName(valueIn(properties, "w:pStyle")) : undefined;
      const depth = depthOfLevel(properties) ?? ofStyles ?? ofName;
      return depth === BODY_TEXT ? undefined : depth;
    },
    /** Returns the list that a paragraph is in, by its `w:pPr`. */
    listOf(properties: Element | undefined): ListLevel | undefined {
      const levels = [properties, ...stylesOf(properties).map((style) => childOf(style, "w:pPr"))];
      const first = (name: string): string | undefined =>
        levels
          .map((one) => valueIn(childOf(one, "w:numPr"), name))
          .find((value) => value !== undefined);
      const id = first("w:numId");
      return id === undefined ? undefined : { id, level: Number(first("w:ilvl") ?? 0) };
    },
  };
}

export type Styles = ReturnType<typeof openStyles>;

const isDefaultStyle = ({ attributes }: Element): boolean =>
  attributes["w:type"] === "paragraph" && isTrue(attributes["w:default"]);

function formatIn(properties: Element | undefined): RunFormat {
  const fonts = childOf(properties, "w:rFonts")?.attributes;
  const flag = (name: string): boolean | undefined => {
    const found = childOf(properties, name);
    return found && isOn(found);
  };
  const format = {
    isHidden: flag("w:vanish"),
    isStruckOut: flag("w:strike"),
    isDoubleStruckOut: flag("w:dstrike"),
    verticalAlign: valueIn(properties, "w:vertAlign"),
    position: numberIn(properties, "w:position"),
    size: numberIn(properties, "w:sz"),
    asciiFont: fonts?.["w:asciiTheme"] === undefined ? fonts?.["w:ascii"] : "",
    otherFont: fonts?.["w:hAnsiTheme"] === undefined ? fonts?.["w:hAnsi"] : "",
  };
  return Object.fromEntries(Object.entries(format).filter(([, value]) => value !== undefined));
}

function numberIn(properties: Element | undefined, name: string): number | undefined {
  const value = Number.parseFloat(valueIn(properties, name) ?? "");
  return Number.isNaN(value) ? undefined : value;
}

/** A character style inverts these properties of the paragraph style (ISO/IEC 29500-1, 17.7.3). */
const toggled = (paragraph: RunFormat, character: RunFormat): RunFormat => ({
  isHidden: (paragraph.isHidden ?? false) !== (character.isHidden ?? false),
  isStruckOut: (paragraph.isStruckOut ?? false) !== (character.isStruckOut ?? false),
});

/** An outline level for body text, which overrides the styles below. */
const BODY_TEXT = 0;
const LEVELS = 9;

function depthOfLevel(properties: Element | undefined): number | undefined {
  const level = numberIn(properties, "w:outlineLvl");
  if (level === undefined) return undefined;
  return level >= 0 && level < LEVELS ? level + 1 : BODY_TEXT;
}

const depthOfStyle = (style: Element): number | undefined =>
  depthOfLevel(childOf(style, "w:pPr")) ?? depthOfName(valueIn(style, "w:name"));

/** Word writes the names of built-in styles in English, whatever the language of the user. */
function depthOfName(name: string | undefined): number | undefined {
  if (/^title$/i.test(name ?? "")) return 1;
  const level = /^heading ?([1-9])$/i.exec(name ?? "")?.[1];
  return level === undefined ? undefined : Number(level);
}

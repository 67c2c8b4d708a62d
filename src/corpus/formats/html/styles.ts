/** @module Rules of embedded style sheets that hide elements, with simple selectors. */

import { attribute, type Element, parentOf, rawText, wordsOf } from "./tree.ts";

/** The parts of a selector without combinators: `p.note#first` is `p`, `.note`, `#first`. */
type Compound = readonly string[];

/** The property that hides an element: `visibility` leaves its place empty. */
type Property = "display" | "visibility";

interface Rule {
  readonly property: Property;
  readonly hides: boolean;
  /** Compounds from the selected element outwards; undefined for other selectors. */
  readonly path: readonly Compound[] | undefined;
  /** The compound of the selected element, without states such as `:target`. */
  readonly subject: Compound;
}

/** Bounds that prevent quadratic time. */
const MAX_LENGTH = 5_000_000;
const MAX_HIDING = 500;
const LONGEST_SELECTOR = 500;
const MAX_STEPS = 5_000_000;

/**
 * Reads the style sheets of a page. The returned function gives the property by which they always hide an element: a rule
 * without a condition hides it, and no rule shows such elements in another state, place or width of screen.
 */
export function readStyles(all: readonly Element[]): (element: Element) => Property | undefined {
  const rules = sheetsOf(all).flatMap(rulesOf);
  const showing = byPart(
    rules.filter(({ hides }) => !hides),
    ({ subject }) => subject,
  );
  const isShownElsewhere = (rule: Rule): boolean =>
    showing.get(keyOf(rule))?.some((other) => showsLike(rule, other)) === true;
  const hiding = rules.filter(({ hides, path }) => hides && path !== undefined);
  const kept = hiding.slice(0, MAX_HIDING).filter((rule) => !isShownElsewhere(rule));
  if (kept.length === 0) return () => undefined;
  const candidatesOf = finder(kept);
  const selects = selector();
  return (element) => candidatesOf(element).find((rule) => selects(rule, element))?.property;
}

const keyOf = ({ subject }: Rule): string => subject.at(-1) ?? "";

const showsLike = (hiding: Rule, showing: Rule): boolean =>
  hiding.property === showing.property &&
  hiding.subject.every((part) => showing.subject.includes(part));

function byPart(
  rules: readonly Rule[],
  partsIn: (rule: Rule) => readonly string[],
): ReadonlyMap<string, readonly Rule[]> {
  const found = new Map<string, Rule[]>();
  for (const rule of rules)
    for (const part of partsIn(rule)) if (!found.get(part)?.push(rule)) found.set(part, [rule]);
  return found;
}

/** Returns a function that lists the rules whose last part an element has, cached by `class` and `id`. */
function finder(rules: readonly Rule[]): (element: Element) => readonly Rule[] {
  const byKey = byPart(rules, (rule) => [keyOf(rule)]);
  const known = new Map<string, readonly Rule[]>();
  return (element) => {
    const [names, id] = [attribute(element, "class") ?? "", attribute(element, "id") ?? ""];
    const key = `${element.tagName} ${names}#${id}`;
    const found = known.get(key) ?? partsOf(element).flatMap((part) => byKey.get(part) ?? []);
    known.set(key, found);
    return found;
  };
}

/** Returns a function that checks whether a rule selects an element, up to a total number of steps. */
function selector(): (rule: Rule, element: Element) => boolean {
  let steps = 0;
  return ({ path = [] }, element) => {
    let next: Element | undefined = element;
    return path.every((compound, at) => {
      while (at > 0 && next && !hasParts(next, compound) && (steps += 1) < MAX_STEPS)
        next = parentOf(next);
      const isThere = next !== undefined && (steps += 1) < MAX_STEPS && hasParts(next, compound);
      next = next && parentOf(next);
      return isThere;
    });
  };
}

const hasParts = (element: Element, compound: Compound): boolean =>
  compound.every((part) => {
    if (part.startsWith("#")) return attribute(element, "id") === part.slice(1);
    if (!part.startsWith(".")) return element.tagName === part;
    const names = attribute(element, "class");
    return names?.includes(part.slice(1)) === true && partsOf(element).includes(part);
  });

const partsOf = (element: Element): string[] => [
  element.tagName,
  ...wordsOf(element, "class").map((name) => `.${name}`),
  ...wordsOf(element, "id").map((id) => `#${id}`),
];

/** Lists the style sheets; none if they are too long, as a part of them would omit rules that show elements. */
function sheetsOf(all: readonly Element[]): string[] {
  const sheets = all
    .filter(({ tagName }) => tagName === "style")
    .filter((style) => !/print/i.test(attribute(style, "media") ?? ""))
    .map(rawText);
  const length = sheets.reduce((sum, sheet) => sum + sheet.length, 0);
  return length > MAX_LENGTH ? [] : sheets;
}

/** An open brace: of rules, perhaps under a condition, of one rule, or of something else. */
type Open =
  | { readonly kind: "rules"; readonly isConditional: boolean }
  | { readonly kind: "rule"; readonly selector: string; body: string; isNested: boolean }
  | { readonly kind: "other" };

function rulesOf(sheet: string): Rule[] {
  const found: Rule[] = [];
  const open: Open[] = [{ kind: "rules", isConditional: false }];
  for (const piece of withoutComments(sheet)
    .replace(STRING, "")
    .split(/(?<=[{}])/)) {
    const [text, top] = [piece.slice(0, -1), open.at(-1)];
    if (top?.kind === "rule") top.body += `${text};`;
    if (piece.endsWith("{")) open.push(opened(text.slice(text.lastIndexOf(";") + 1).trim(), top));
    else if (open.length > 1) open.pop();
    const around = open.at(-1);
    if (piece.endsWith("}") && top?.kind === "rule" && around?.kind === "rules")
      found.push(...rulesFrom(top, around.isConditional));
  }
  return found;
}

const STRING = /"[^"\\\n]*(?:\\[^][^"\\\n]*)*"?|'[^'\\\n]*(?:\\[^][^'\\\n]*)*'?/g;

const withoutComments = (sheet: string): string =>
  sheet
    .split("/*")
    .map((part, at) => (at === 0 ? part : (part.split("*/", 2)[1] ?? "")))
    .join(" ");

function opened(prelude: string, around: Open | undefined): Open {
  if (around?.kind === "rule") around.isNested = true;
  if (around?.kind !== "rules" || /^@media.*\bprint\b/is.test(prelude)) return { kind: "other" };
  if (!prelude.startsWith("@"))
    return { kind: "rule", selector: prelude, body: "", isNested: false };
  if (!/^@(?:media|supports|layer|container)\b/i.test(prelude)) return { kind: "other" };
  const isConditional =
    around.isConditional || !/^@(?:media\s+(?:all|screen)|layer[^{]*)$/i.test(prelude);
  return { kind: "rules", isConditional };
}

function rulesFrom(rule: Extract<Open, { kind: "rule" }>, isConditional: boolean): Rule[] {
  const values = [
    { property: "display", value: valueIn(rule.body, "display"), hiding: /^none/ },
    {
      property: "visibility",
      value: valueIn(rule.body, "visibility"),
      hiding: /^(?:hidden|collapse)/,
    },
  ] as const;
  return values.flatMap(({ property, value, hiding }) => {
    if (value === undefined) return [];
    const hides = hiding.test(value);
    if (hides && (isConditional || rule.isNested)) return [];
    return rule.selector
      .split(",")
      .filter(({ length }) => length <= LONGEST_SELECTOR)
      .map((selector) => ({ property, hides, ...selection(selector) }));
  });
}

/** Returns the last value of a property in declarations. */
export function valueIn(declarations: string, property: Property): string | undefined {
  if (!declarations.toLowerCase().includes(property)) return undefined;
  const all = declarations.matchAll(/(?:^|[;\s])(display|visibility)\s*:\s*([\w-]+)/gi);
  return [...all].findLast(([, name]) => name?.toLowerCase() === property)?.[2]?.toLowerCase();
}

const COMPOUND = /^[\w-]*(?:[.#][\w-]+)*$/;

function selection(selector: string): Pick<Rule, "path" | "subject"> {
  const compounds = selector.trim().split(/\s+/).toReversed();
  const subject = selector.split(/[\s>+~]+/).findLast((compound) => compound !== "") ?? "";
  const isOwn = !/:(?::|before|after)/.test(subject);
  return {
    path: compounds.every((one) => COMPOUND.test(one)) ? compounds.map(split) : undefined,
    subject: isOwn ? split(subject.replace(/:[\w-]+|\[[^\]]*\]?/g, "")) : [],
  };
}

const split = (compound: string): Compound => compound.match(/[.#]?[\w-]+/g) ?? [];

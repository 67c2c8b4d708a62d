/** @module Formulas as text, so that the figure of a report and the formula beside it are one thing. */

export type Values = Readonly<Record<string, number>>;

const PIECE = /\s*(\d[\d_]*(?:\.\d+)?|[A-Za-z]\w*|[-+*/(),])/y;
const FUNCTIONS: Readonly<Record<string, (...values: readonly number[]) => number>> = {
  max: Math.max,
  min: Math.min,
  ceil: Math.ceil,
  floor: Math.floor,
};

/**
 * Evaluates numbers, names of values, `+ - * / ( )`, and `max`, `min`, `ceil` and `floor`.
 * @throws Error on an unknown name, or what is no formula.
 */
export function evaluate(formula: string, values: Values): number {
  const pieces = piecesOf(formula);
  const fail = (): never => {
    throw new Error(`no formula: ${formula}, at ${pieces[at] ?? "its end"}`);
  };
  let at = 0;
  const has = (piece: string): boolean => pieces[at] === piece && (at += 1) > 0;
  const expect = (piece: string): void => void (has(piece) || fail());
  const sum = (): number => {
    let value = product();
    for (;;) {
      if (has("+")) value += product();
      else if (has("-")) value -= product();
      else return value;
    }
  };
  const product = (): number => {
    let value = factor();
    for (;;) {
      if (has("*")) value *= factor();
      else if (has("/")) value /= factor();
      else return value;
    }
  };
  const list = (): number[] => {
    const all = [sum()];
    while (has(",")) all.push(sum());
    expect(")");
    return all;
  };
  const factor = (): number => {
    if (has("(")) {
      const [value = 0, ...others] = list();
      return others.length === 0 ? value : fail();
    }
    const piece = pieces[at] ?? fail();
    at += 1;
    if (/^\d/.test(piece)) return Number(piece.replaceAll("_", ""));
    const call = FUNCTIONS[piece];
    if (call && has("(")) return call(...list());
    return values[piece] ?? fail();
  };
  const value = sum();
  return at === pieces.length ? value : fail();
}

/** Returns the names in a formula, each once. */
export const namesIn = (formula: string): readonly string[] => [
  ...new Set(piecesOf(formula).filter((piece) => /^[A-Za-z]/.test(piece) && !FUNCTIONS[piece])),
];

function piecesOf(formula: string): string[] {
  const pieces: string[] = [];
  PIECE.lastIndex = 0;
  const end = formula.trimEnd().length;
  while (PIECE.lastIndex < end) {
    const [, piece] = PIECE.exec(formula) ?? [];
    if (piece === undefined) throw new Error(`no formula: ${formula}`);
    pieces.push(piece);
  }
  return pieces;
}

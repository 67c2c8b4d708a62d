/** @module The texts of a catalogue of words, for tests that go through all of them. */

const COUNTS = [0, 1, 2, 5, 21, 100, 1_000_000];

/** Lists the texts of a catalogue, each with its path; of a function, the texts for several numbers. */
export function textsOf(value: unknown, path = ""): [path: string, text: string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "function")
    return COUNTS.map((count) => [
      `${path}(${count})`,
      String(value(count, count + 1, count, count, true)),
    ]);
  return Object.entries(value ?? {}).flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`));
}

/** Lists the paths of texts that two catalogues have in common, numbers left out. */
export const sameTexts = (
  one: ReadonlyMap<string, string>,
  other: ReadonlyMap<string, string>,
): ReadonlySet<string> =>
  new Set(
    [...one]
      .filter(([path, text]) => other.get(path) === text)
      .map(([path]) => path.replace(/\(\d+\)$/, "")),
  );

/** @module Lists of checksums, as sha256sum writes them. */

export const SUMS = "SHA256SUMS";

/** Parses a list to checksums by path; undefined if it is empty, has another line, or leads out of its folder. */
export function parseSums(text: string): ReadonlyMap<string, string> | undefined {
  const sums = new Map<string, string>();
  for (const line of text.split("\n").filter((each) => each.trim() !== "")) {
    const [, sum, file] = /^([0-9a-f]{64}) [ *](\S.*)$/.exec(line) ?? [];
    if (!sum || !file || file.split("/").includes("..")) return undefined;
    sums.set(file, sum);
  }
  return sums.size > 0 ? sums : undefined;
}

/** Returns the list that `parseSums` reads. */
export const textOfSums = (sums: ReadonlyMap<string, string>): string =>
  Array.from(sums, ([file, sum]) => `${sum}  ${file}\n`).join("");

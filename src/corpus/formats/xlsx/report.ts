/** @module What is left out of a workbook: texts for review, and counts that become warnings. */

import { squeeze } from "../../extraction/part.ts";

/** What is counted, in the plural. */
type Counted =
  | "hidden sheets"
  | "sheets that are only a chart"
  | "hidden rows"
  | "hidden cells of columns"
  | "comments"
  | "charts and pictures";

/** Texts of which more are not listed. */
const MAX_LEFT_OUT = 10_000;

export function createReport() {
  const leftOut: string[] = [];
  const counts = new Map<Counted, number>();
  let [uncalculated, unformatted] = [0, 0];
  return {
    leaveOut: (text: string): void => {
      const line = squeeze(text);
      if (line !== "" && leftOut.length < MAX_LEFT_OUT) leftOut.push(line);
    },
    count: (what: Counted, more = 1): void => void counts.set(what, (counts.get(what) ?? 0) + more),
    countUncalculated: (): void => void (uncalculated += 1),
    countUnformatted: (): void => void (unformatted += 1),
    take() {
      const warnings = [...counts]
        .filter(([, count]) => count > 0)
        .map(([what, count]) => `its ${what} are left out: ${count}`);
      if (uncalculated > 0)
        warnings.push(
          `formulas without a value in the file are shown as […]: ${uncalculated}; open it in a spreadsheet program and save it, which calculates them`,
        );
      if (unformatted > 0)
        warnings.push(
          `numbers in a format that is not understood are shown as […]: ${unformatted}`,
        );
      return { leftOut, warnings };
    },
  };
}

export type Report = ReturnType<typeof createReport>;

/** @module The page of an ID that has no passage to show: gone, unknown, not ready, not proved. */

import { DatabaseFault } from "../../storage/database-fault.ts";
import { NotReady } from "../../collection/lazy-library.ts";
import { UnverifiedQuotation } from "../../corpus/citation.ts";
import { type FaultKind, ProgramFault } from "../../programs/fault.ts";
import { goneText } from "../../reply/source.ts";
import { wordsFor } from "../../reply/words/words.ts";
import type { GonePassage } from "../../storage/store.ts";
import { Frame, type FrameProps } from "./frame.tsx";
import type { PassageWords } from "./words/words.ts";

export interface Fault {
  readonly status: 404 | 410 | 429 | 500 | 503;
  readonly title: string;
  readonly text: string;
  /** The ID of the passage that is in the place of one that has changed. */
  readonly successor?: string | undefined;
  /** In seconds. */
  readonly retryAfter?: number | undefined;
}

export const goneFault = (last: GonePassage, { language, faults }: PassageWords): Fault => ({
  status: 410,
  title: faults[last.fate],
  text: goneText(last, wordsFor(language)),
  successor: last.fate === "changed" ? last.successor : undefined,
});

export const unknownFault = ({ faults }: PassageWords): Fault => ({
  status: 404,
  title: faults.unknown,
  text: faults.unknownText,
});

/** Returns the fault of an error. Nothing else of an error is shown. */
export function faultOf(error: unknown, words: PassageWords): Fault {
  const { language, faults } = words;
  const { refusals } = wordsFor(language);
  if (error instanceof UnverifiedQuotation)
    return { status: 500, title: faults.unproved, text: refusals.unproved };
  if (error instanceof DatabaseFault)
    return { status: 503, title: faults.failed, text: refusals.unreachable, retryAfter: 10 };
  const { retryAfter } = error instanceof ProgramFault ? error.details : {};
  const crowded = { title: faults.crowded, text: faults.crowdedText, retryAfter };
  switch (kindOf(error)) {
    case "no-passage":
      return unknownFault(words);
    case "not-ready":
      return { status: 503, title: faults.unready, text: refusals.notReady, retryAfter: 30 };
    case "crowded":
      return { status: 503, ...crowded };
    case "limited":
      return { status: 429, ...crowded };
    default:
      return { status: 500, title: faults.failed, text: refusals.apology };
  }
}

function kindOf(error: unknown): FaultKind | undefined {
  if (error instanceof NotReady) return "not-ready";
  return error instanceof ProgramFault ? error.kind : undefined;
}

/** Returns the page of a fault. */
export const FaultPage = ({
  fault: { title, text, successor },
  ...page
}: Pick<FrameProps, "words" | "style"> & { readonly fault: Fault }) => (
  <Frame {...page} title={title} description={text}>
    <header>
      <h1>{title}</h1>
    </header>
    <p dir="auto">{text}</p>
    {successor !== undefined && (
      <p>
        <a href={successor}>{wordsFor(page.words.language).buttons.inPlace}</a>
      </p>
    )}
  </Frame>
);

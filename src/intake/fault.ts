/** @module The reasons why the documents were not changed, which each door words for its users. */

import { UserError } from "../base/errors.ts";

/**
 * `nameless`: no name is left of the file's; `refused`: it can't be quoted; `outdated`: the file at its path is another one
 * than in the preview; `samples`: a sample was to be removed; `gone`: no such document; `superseded`: another change is the
 * last; `edited`: the file was changed since, so nothing is undone; `reverted`: the index could not be built; `stays`: nor
 * could the file be restored, as it was changed meanwhile.
 */
export type FaultKind =
  | "nameless"
  | "refused"
  | "outdated"
  | "samples"
  | "gone"
  | "superseded"
  | "edited"
  | "reverted"
  | "stays";

export class IntakeFault extends UserError {
  readonly kind: FaultKind;
  /** Of the document; empty where there is none. */
  readonly path: string;
  /** The text of the error behind it; empty where there is none. */
  readonly reason: string;

  constructor(kind: FaultKind, path = "", cause?: UserError) {
    const parts = [kind, path, cause?.message ?? ""].filter((part) => part !== "");
    super(parts.join(": "), { cause, exitCode: cause && kind !== "refused" ? 1 : 2 });
    this.kind = kind;
    this.path = path;
    this.reason = cause?.message ?? "";
  }
}

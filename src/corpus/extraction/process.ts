/** @module The process that takes texts out of files: asked and answering by messages, until its parent is gone. */

import { UserError } from "../../errors.ts";
import { type ExtractionMessage, ExtractionRequest } from "./extractor.ts";
import { extractHere } from "./here.ts";
import { endWithParent } from "./watch.ts";

endWithParent(Number(process.argv[2]));
process.on("disconnect", () => process.exit(1));
process.on("message", (message) => {
  void answer(message).then((result) => process.send?.(result, undefined, undefined, () => {}));
});

async function answer(message: unknown): Promise<ExtractionMessage> {
  try {
    const { path, bytes } = ExtractionRequest.parse(message);
    return { type: "extracted", extracted: await extractHere(path, bytes) };
  } catch (error) {
    return { type: "refused", reason: error instanceof UserError ? error.message : DAMAGED };
  }
}

const DAMAGED = "it is damaged, or of a form that is not understood";

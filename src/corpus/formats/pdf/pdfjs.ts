/** @module pdf.js with its worker in this thread. */

import { push } from "./array-push.ts";
import "pdfjs-dist/legacy/build/pdf.min.mjs";
import "pdfjs-dist/legacy/build/pdf.worker.min.mjs";

export * from "pdfjs-dist/legacy/build/pdf.min.mjs";

/**
 * pdf.js's build for older engines replaces `push` of every array by one that takes a third of the time of reading; the
 * engine's own is put back once all of it is loaded.
 */
Object.defineProperty(Array.prototype, "push", {
  value: push,
  writable: true,
  enumerable: false,
  configurable: true,
});

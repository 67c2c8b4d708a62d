/**
 * @module pdf.js with all that it runs in this thread. Its build for older engines replaces `push` of every array by one
 * that takes a third of the time of reading; the engine's own comes back once all of it is loaded.
 */

import { push } from "./array-push.ts";
import "pdfjs-dist/legacy/build/pdf.min.mjs";
import "pdfjs-dist/legacy/build/pdf.worker.min.mjs";

export * from "pdfjs-dist/legacy/build/pdf.min.mjs";

Object.defineProperty(Array.prototype, "push", {
  value: push,
  writable: true,
  enumerable: false,
  configurable: true,
});

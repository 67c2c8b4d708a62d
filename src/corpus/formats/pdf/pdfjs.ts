/** @module pdf.js, with its worker in this thread. */

/** A string to the compiler, since the module has no declarations. */
const WORKER: string = "pdfjs-dist/legacy/build/pdf.worker.min.mjs";
const { push } = Array.prototype;
const { parse, stringify } = JSON;
const pdfjs = await import("pdfjs-dist/legacy/build/pdf.min.mjs");
await import(WORKER);

/** Puts a built-in function back. */
const restore = (owner: object, name: string, value: unknown): void =>
  void Object.defineProperty(owner, name, {
    value,
    writable: true,
    enumerable: false,
    configurable: true,
  });

// pdf.js's build for older engines replaces `push` of every array, which takes a third of the reading time, and the
// functions of JSON by ones that take up to 30 times as long.
restore(Array.prototype, "push", push);
restore(JSON, "parse", parse);
restore(JSON, "stringify", stringify);

export const {
  AnnotationMode,
  AnnotationType,
  getDocument,
  normalizeUnicode,
  OPS,
  VerbosityLevel,
} = pdfjs;
export type {
  PDFDocumentLoadingTask,
  PDFDocumentProxy,
  PDFPageProxy,
} from "pdfjs-dist/legacy/build/pdf.min.mjs";

/** @module pdf.js, with its worker in this thread. */

/** A string to the compiler, since the module has no declarations. */
const WORKER: string = "pdfjs-dist/legacy/build/pdf.worker.min.mjs";
const { push } = Array.prototype;
const pdfjs = await import("pdfjs-dist/legacy/build/pdf.min.mjs");
await import(WORKER);

// pdf.js's build for older engines replaces `push` of every array, which takes a third of the reading time: restores it.
Object.defineProperty(Array.prototype, "push", {
  value: push,
  writable: true,
  enumerable: false,
  configurable: true,
});

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

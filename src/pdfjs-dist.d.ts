/** @module pdf.js in its smaller form, which loads in a third of the time. */
declare module "pdfjs-dist/legacy/build/pdf.min.mjs" {
  export * from "pdfjs-dist";
}

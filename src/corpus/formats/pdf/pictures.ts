/** @module Finds large pictures on a page without decoding them, which would take far longer than reading the text. */

import type { PDFDocumentLoadingTask, PDFDocumentProxy } from "./pdfjs.ts";

export interface PictureFinder {
  /**
   * Tells whether a page has a picture of more than so many pixels, or may have one.
   * @param operators the number of operators of the page without large pictures.
   */
  readonly hasPicture: (page: number, pixels: number, operators: number) => Promise<boolean>;
  readonly close: () => Promise<void>;
}

/** @param open opens the file so that larger pictures are an error, which ends the operator list of their page. */
export function pictureFinder(open: (pixels: number) => PDFDocumentLoadingTask): PictureFinder {
  const tasks = new Map<number, PDFDocumentLoadingTask>();
  const openOnce = (pixels: number): Promise<PDFDocumentProxy> => {
    const task = tasks.get(pixels) ?? open(pixels);
    tasks.set(pixels, task);
    return task.promise;
  };
  return {
    async hasPicture(number, pixels, operators) {
      try {
        const page = await (await openOnce(pixels)).getPage(number);
        const { fnArray } = await page.getOperatorList();
        page.cleanup();
        return fnArray.length < operators;
      } catch {
        // Unknown: text is not treated as hidden because of another fault.
        return true;
      }
    },
    async close() {
      for (const task of tasks.values()) await task.destroy();
    },
  };
}

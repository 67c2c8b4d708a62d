/** @module Pictures of a page: found without being decoded, which would take far longer than all of its text. */

import type { PDFDocumentLoadingTask, PDFDocumentProxy } from "./pdfjs.ts";

export interface PictureFinder {
  /**
   * Whether a page has a picture of more pixels than these, or may have one.
   * @param operators how many the page has without its pictures.
   */
  readonly hasPicture: (page: number, pixels: number, operators: number) => Promise<boolean>;
  readonly close: () => Promise<void>;
}

/** @param open opens the file so that a picture of more pixels is an error, at which its page ends. */
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
        // Another fault says nothing, so nothing counts as hidden for it.
        return true;
      }
    },
    async close() {
      for (const task of tasks.values()) await task.destroy();
    },
  };
}

/** @module The addresses of passage pages. */

import { DEFAULT_ID } from "../base/config/collections.ts";

interface PassagePage {
  /** The origin under which others reach the server, without a slash at its end. */
  readonly publicUrl: string;
  readonly collection: string;
  /** Whether the settings name collections; the address then names one too. */
  readonly isNamed: boolean;
  readonly id: string;
}

/** Returns the address of the page of a passage. */
export const pageAddress = ({ publicUrl, collection, isNamed, id }: PassagePage): string =>
  [publicUrl, "p", ...(isNamed ? [collection] : []), id].join("/");

interface PageCollection {
  readonly id: string;
  readonly hasPages: boolean;
  readonly isPrivate: boolean;
}

/** Returns a function that gives the address of the page of a passage; undefined where there are no pages. */
export const pagesOf =
  (publicUrl: string | undefined, collections: readonly PageCollection[]) =>
  (collection: string, id: string): string | undefined => {
    const found = collections.find((one) => one.id === collection);
    if (publicUrl === undefined || !found?.hasPages || found.isPrivate) return undefined;
    return pageAddress({ publicUrl, collection, isNamed: collection !== DEFAULT_ID, id });
  };

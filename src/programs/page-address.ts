/** @module The addresses of passage pages. */

import { DEFAULT_ID } from "../base/config/collections.ts";
import { hasOpenPages } from "./grant.ts";

interface PassagePage {
  /** The origin under which others reach the server, without a slash at its end. */
  readonly publicUrl: string;
  readonly collection: string;
  readonly id: string;
}

/** Returns the address of the page of a passage; it names the collection where the settings name any. */
export const pageAddress = ({ publicUrl, collection, id }: PassagePage): string =>
  [publicUrl, "p", ...(collection === DEFAULT_ID ? [] : [collection]), id].join("/");

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
    if (publicUrl === undefined || !found || !hasOpenPages(found)) return undefined;
    return pageAddress({ publicUrl, collection, id });
  };

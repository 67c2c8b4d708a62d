/** @module The addresses of passage pages. */

import { DEFAULT_ID } from "../base/config/collections.ts";
import type { Config } from "../base/config/config.ts";

/** Where pages are. */
export interface PageSettings {
  /** The origin under which others reach the server, without a slash at its end. */
  readonly publicUrl: string;
  /** Whether the settings name collections; the addresses then name one too. */
  readonly isNamed: boolean;
}

/** Returns where pages are, if the settings name a public address. */
export const pagesIn = ({
  publicUrl,
  collectionsFile,
}: Pick<Config, "publicUrl" | "collectionsFile">): PageSettings | undefined =>
  publicUrl === undefined ? undefined : { publicUrl, isNamed: collectionsFile !== undefined };

interface PassagePage extends PageSettings {
  readonly collection: string;
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

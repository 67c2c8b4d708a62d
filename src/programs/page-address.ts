/** @module The addresses of passage pages. */

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

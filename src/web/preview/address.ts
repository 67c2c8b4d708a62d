/** @module Where the page of a passage is. */

/** The address of a passage in its document. */
export const addressOf = ({ path, id }: { readonly path: string; readonly id: string }): string =>
  `${documentAddress(path)}#${id}`;

/** The address of a document. */
export const documentAddress = (path: string): string =>
  `/document?path=${encodeURIComponent(path)}`;

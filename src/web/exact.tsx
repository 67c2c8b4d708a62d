/** @module A text as HTML, without loss. */

import { raw } from "hono/html";

/**
 * Renders exactly a text. HTML parsers turn CR into LF and drop NUL: CR is written as a reference, and an empty element is in
 * the place of NUL, which HTML cannot contain.
 */
export const Exact = ({ text }: { readonly text: string }) => (
  <>
    {text.split(/([\r\0])/).map((part) => {
      if (part === "\r") return raw("&#13;");
      if (part === "\0") return <span class="nul"></span>;
      return part;
    })}
  </>
);

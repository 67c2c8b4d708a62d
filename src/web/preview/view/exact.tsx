/** @module Text in a page, character for character, where HTML would change it. */

import { raw } from "hono/html";

/**
 * A reader of HTML takes CR for LF, and drops NUL: the one is written as a reference, the other is left to the page's
 * script, as no HTML can hold it.
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

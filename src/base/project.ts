/** @module The folders of the checkout and of the running program. */

import { fileURLToPath } from "node:url";

const isCompiled = import.meta.url.endsWith(".js");
const from = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** The folder of the compiled program; undefined if the sources run, as in tests. */
export const COMPILED: string | undefined = isCompiled ? from(".") : undefined;

/** The folder of the checkout; relative paths in the environment are relative to it. */
export const PROJECT: string = from("../..");

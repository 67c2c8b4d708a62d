/** @module Where the checkout lies. */

import { fileURLToPath } from "node:url";

/** The folder of the checkout; relative paths in the environment are relative to it. */
export const PROJECT = fileURLToPath(new URL("..", import.meta.url));

/** @module The source in memory keeps the contract. */

import { describeSource, type Files } from "../contract/source.ts";
import { openMemory } from "../../src/sources/memory.ts";

describeSource("in memory", async (files) => {
  const held = new Map<string, Buffer>();
  const put = async (changed: Files): Promise<void> => {
    for (const [path, content] of Object.entries(changed)) held.set(path, Buffer.from(content));
  };
  await put(files);
  return { source: openMemory(held), put, remove: async (path) => void held.delete(path) };
});

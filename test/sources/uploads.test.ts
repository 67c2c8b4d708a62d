/** @module The source of uploads keeps the contract, in memory. */

import { expect, test } from "vitest";
import { listFiles } from "../../src/sources/source.ts";
import { sidecarOf } from "../../src/sources/files.ts";
import { openUploads } from "../../src/sources/uploads.ts";
import { openMemoryGuilds } from "../../src/storage/memory-guild-collections.ts";
import { describeSource, type Files } from "../contract/source.ts";
import { faultOf } from "../support/fault.ts";

const QUOTAS = { documents: 1_000, passages: 1_000, bytes: 100_000_000, builds: 1 };

/** Opens the uploads of a server that no other test has. */
async function freshUploads() {
  const guilds = openMemoryGuilds();
  const { id } = await guilds.ensure("1");
  return { guilds, id, uploads: guilds.uploads(id) };
}

describeSource(
  "uploads",
  async (files) => {
    const { uploads } = await freshUploads();
    const put = async (changed: Files): Promise<void> => {
      for (const [path, text] of Object.entries(changed)) {
        const sidecar = changed[sidecarOf(path) ?? ""] ?? "";
        const files = {
          content: Buffer.from(text),
          sidecar: sidecar === "" ? undefined : Buffer.from(sidecar),
        };
        await uploads.put(path, files, QUOTAS);
      }
    };
    await put(files);
    return { source: openUploads(uploads), put, remove: (path) => uploads.remove(path) };
  },
  { holds: "documents" },
);

test("uploads have their own sidecars", async () => {
  const { uploads } = await freshUploads();
  const sidecar = Buffer.from("title: Rules");
  await uploads.put("a.pdf", { content: Buffer.from("x"), sidecar }, QUOTAS);
  const { sidecar: read } = await openUploads(uploads).read("a.pdf");
  expect(read?.origin).toEqual({ title: "Rules" });
});

test("uploads that were deleted are no empty source", async () => {
  const { guilds, id, uploads } = await freshUploads();
  await guilds.erase(id);
  expect(await faultOf(() => listFiles(openUploads(uploads)))).toContain(id);
});

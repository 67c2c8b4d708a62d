/** @module The source that settings name. */

import { expect, test } from "vitest";
import { openSource } from "../../src/sources/open.ts";
import { listFiles } from "../../src/sources/source.ts";
import { folderWith } from "../support/temporary.ts";

test("is a folder with its samples, a repository, or pages", async () => {
  const folder = await folderWith({ "a.md": "x" });
  const source = openSource({ kind: "folder", folder });
  expect((await listFiles(source)).documents).toHaveLength(1);
  expect(source.samples).toBeUndefined();
  expect(openSource({ kind: "folder", folder, samples: folder }).samples).toBeDefined();
  const url = "https://example.org/docs.git";
  const git = openSource({ kind: "git", url, copy: folder, private: false });
  expect(git.describe).toBe(url);
  expect(git.sync).toBeDefined();
  const pages = openSource({ kind: "pages", pages: [url], copy: folder, private: false });
  expect(pages.sync).toBeDefined();
});

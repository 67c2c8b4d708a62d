/** @module The source of pages keeps the contract. */

import { describeSource, type Files } from "../../contract/source.ts";
import { belowFolder, openServed, type Served, servedFile, syncOf } from "./served.ts";

const addressPath = (path: string): string =>
  `/${path.split("/").map(encodeURIComponent).join("/").replaceAll("'", "%27")}`;

describeSource(
  "pages",
  async (files) => {
    const pages = new Map<string, Served>();
    const { base, root, addresses, source } = await openServed(pages, []);
    const put = async (changed: Files): Promise<void> => {
      for (const [path, content] of Object.entries(changed)) {
        pages.set(addressPath(path), servedFile(path, content));
        if (!addresses.includes(base + addressPath(path))) addresses.push(base + addressPath(path));
      }
      await syncOf(source);
    };
    const remove = async (path: string): Promise<void> => {
      addresses.splice(addresses.indexOf(base + addressPath(path)), 1);
      await syncOf(source);
    };
    await put(files);
    return { source: belowFolder(source, root), put, remove };
  },
  { holds: "documents" },
);

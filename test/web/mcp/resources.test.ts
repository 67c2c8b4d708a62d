import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { formatAddress, parseAddress } from "../../../src/web/mcp/address.ts";
import { blocksOf, connectAgent, ERAS, shelfOf } from "../../support/agent.ts";
import { HARBOUR, ORCHARD, TOWER } from "../../support/library.ts";

const Provenance = z.object({
  title: z.string(),
  part: z.object({ from: z.number(), to: z.number(), of: z.number() }),
  next: z.string().optional(),
});

const segment = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 12 })
  .filter((text) => !/[/\0]/.test(text) && ![".", ".."].includes(text));
const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"));

describe("the address of a document", () => {
  it("leads back to its collection, path and offset, as the URL that a client sends", () => {
    fc.assert(
      fc.property(path, fc.nat(100_000_000), (name, offset) => {
        const address = { collection: "port-2", path: name, offset };
        expect(parseAddress(new URL(formatAddress(address)))).toEqual(address);
      }),
    );
  });

  it.each([
    "file:///etc/passwd",
    "footnote://port/%",
    "footnote://port/a.md#x",
    "footnote://port/a.md?offset=-1",
    "footnote://port/a.md?offset=1&offset=2",
    "footnote://port/a.md?other=1",
  ])("has no other form: %s", (other) => {
    expect(parseAddress(new URL(other))).toBeUndefined();
  });
});

describe.each(ERAS)("the resources, for a client of the %s protocol,", (era) => {
  it("are the documents, by their addresses", async () => {
    const files = { "a b/härbour #1?.md": HARBOUR, "t%2e.md": TOWER };
    const agent = await connectAgent({ shelf: await shelfOf({ port: files }), era });
    const { resources } = await agent.listResources();
    expect(resources).toMatchObject([
      { uri: "footnote://port/a%20b/h%C3%A4rbour%20%231%3F.md", title: "The harbour" },
      { uri: "footnote://port/t%252e.md", title: "The tower" },
    ]);
    for (const { uri, name } of resources) {
      const result = await agent.readResource({ uri });
      expect(result.contents[0]).toMatchObject({ uri, mimeType: "text/plain" });
      const [text, provenance = ""] = blocksOf({ content: result.contents });
      expect(text).toBe(Object.entries(files).find(([own]) => own === name)?.[1]);
      expect(JSON.parse(provenance)).toMatchObject({ path: name, state: "current", of: "file" });
    }
  });

  it("are not found under another address", async () => {
    const agent = await connectAgent({ shelf: await shelfOf({ port: { "t.md": TOWER } }), era });
    for (const uri of [
      "footnote://port/other.md",
      "footnote://other/t.md",
      "footnote://port/t.md?offset=99999",
      "footnote://port/t.md#provenance",
      "footnote://port/../../etc/passwd",
      "file:///etc/passwd",
    ])
      await expect(agent.readResource({ uri }), uri).rejects.toMatchObject({ code: -32602 });
  });

  it("complete the name of a collection and the path of a document", async () => {
    const files = { "rules/harbour.md": HARBOUR, "guide/rules.md": ORCHARD };
    const shelf = await shelfOf({ port: files, farm: { "tower.md": TOWER } });
    const agent = await connectAgent({ shelf, era });
    const { resourceTemplates } = await agent.listResourceTemplates();
    expect(resourceTemplates).toMatchObject([{ uriTemplate: "footnote://{collection}/{+path}" }]);
    const ref = { type: "ref/resource", uri: "footnote://{collection}/{+path}" } as const;
    const complete = async (name: string, value: string, collection?: string) => {
      const context = collection === undefined ? {} : { context: { arguments: { collection } } };
      return (await agent.complete({ ref, argument: { name, value }, ...context })).completion
        .values;
    };
    expect(await complete("collection", "")).toEqual(["port", "farm"]);
    expect(await complete("collection", "f")).toEqual(["farm"]);
    expect(await complete("path", "rules", "port")).toEqual(["rules/harbour.md", "guide/rules.md"]);
    expect(await complete("path", "", "farm")).toEqual(["tower.md"]);
    expect(await complete("path", "", "other")).toEqual([]);
  });
});

describe("the resources", () => {
  it("are listed in parts, whatever their collection", async () => {
    const many = Object.fromEntries(
      Array.from({ length: 205 }, (_, at) => [
        `${String(at).padStart(3, "0")}.md`,
        `# ${at}\n\nText ${at}.`,
      ]),
    );
    const shelf = await shelfOf({ farm: { "o.md": ORCHARD }, many, port: { "t.md": TOWER } });
    const agent = await connectAgent({ shelf });
    const sizes: number[] = [];
    const uris: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await agent.request({
        method: "resources/list",
        ...(cursor === undefined ? {} : { params: { cursor } }),
      });
      sizes.push(page.resources.length);
      uris.push(...page.resources.map(({ uri }) => uri));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(sizes).toEqual([1, 100, 100, 5, 1]);
    expect(new Set(uris).size).toBe(207);
    for (const wrong of ["", "x", "many/", "many/-1", "other/0", "many/0/0"])
      await expect(
        agent.request({ method: "resources/list", params: { cursor: wrong } }),
      ).rejects.toThrow("cursor");
  });

  it("are read in parts that make the whole text, each with its place and the next one", async () => {
    const long = `# Long\n\n${"A line of this document. 👪\n".repeat(4_000)}\nx${"👪".repeat(60_000)}\n`;
    const agent = await connectAgent({ shelf: await shelfOf({ port: { "long.txt": long } }) });
    let text = "";
    let uri: string | undefined = "footnote://port/long.txt";
    let reads = 0;
    while (uri !== undefined) {
      const { contents } = await agent.readResource({ uri });
      const [part = "", provenance = ""] = blocksOf({ content: contents });
      const known = Provenance.parse(JSON.parse(provenance));
      expect(known.part).toEqual({
        from: text.length,
        to: text.length + part.length,
        of: long.length,
      });
      expect(part.length).toBeLessThanOrEqual(100_000);
      expect(part.isWellFormed()).toBe(true);
      text += part;
      uri = known.next;
      reads += 1;
    }
    expect(text).toBe(long);
    expect(reads).toBeGreaterThan(2);
  });
});

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { CollectionId } from "../../../src/collection/collections.ts";
import type { Library } from "../../../src/collection/library.ts";
import type { Grant } from "../../../src/programs/grant.ts";
import { connectAgent, shelfWith } from "../../support/agent.ts";
import { HARBOUR, TOWER } from "../../support/library.ts";
import { memoryLibrary } from "../../support/memory-library.ts";
import { runs } from "../../support/runs.ts";

const SECRET = "The vault of the quarry has the combination xyzzy.";
const QUESTION = "What is the combination of the vault?";
const PORT: Grant = { name: "port", collections: ["port", "nowhere"] };
const BOTH: Grant = { name: "both", collections: ["port", "pier", "nowhere"] };

let port: Library;
let pier: Library;
let quarry: Library;
let secretId: string;

beforeAll(async () => {
  port = await memoryLibrary({ "harbour.md": HARBOUR }, CollectionId.parse("port"));
  pier = await memoryLibrary({ "tower.md": TOWER }, CollectionId.parse("pier"));
  quarry = await memoryLibrary(
    { "vault.md": `# Vault\n\n${SECRET}\n` },
    CollectionId.parse("quarry"),
  );
  const { answers } = await quarry.ask(QUESTION, {
    top: 1,
    always: true,
  });
  secretId = answers[0]?.citation.id ?? "";
});

type Use = readonly [method: string, params: Record<string, unknown>];

const name = fc.constantFrom("quarry", "port", "pier", "nowhere", "", undefined);
const use = fc.oneof(
  fc
    .record({
      question: fc.constantFrom(QUESTION, "When does the harbour open?"),
      collection: name,
    })
    .map((given): Use => ["tools/call", { name: "ask", arguments: { ...given, always: true } }]),
  fc
    .record({ id: fc.constantFrom("SECRET", "aaaaaaaaaaaa"), collection: name })
    .map((given): Use => ["tools/call", { name: "source", arguments: given }]),
  name.map((collection): Use => ["tools/call", { name: "documents", arguments: { collection } }]),
  fc
    .constantFrom("quarry", "port", "nowhere")
    .map((collection): Use => ["resources/read", { uri: `footnote://${collection}/vault.md` }]),
  fc
    .constantFrom(undefined, "quarry/0", "port/0", "pier/0")
    .map((cursor): Use => ["resources/list", { cursor }]),
  fc
    .record({
      part: fc.constantFrom("collection", "path"),
      value: fc.constantFrom("", "q", "v"),
      collection: name,
    })
    .map(({ part, value, collection }): Use => [
      "completion/complete",
      {
        ref: { type: "ref/resource", uri: "footnote://{collection}/{+path}" },
        argument: { name: part, value },
        context: { arguments: collection === undefined ? {} : { collection } },
      },
    ]),
  fc.constantFrom<Use>(["tools/list", {}], ["resources/templates/list", {}], ["prompts/list", {}]),
);

describe.each([
  ["one collection", PORT],
  ["two collections", BOTH],
])("a grant of %s", (_what, grant) => {
  it("gets the same answers as if no other collection existed, with nothing of that", async () => {
    const beside = await connectAgent({ shelf: await shelfWith([port, quarry, pier]), grant });
    const alone = await connectAgent({ shelf: await shelfWith([port, pier]), grant });
    const send = (agent: typeof beside, [method, params]: Use): Promise<string> => {
      const text = JSON.stringify(params).replace('"SECRET"', JSON.stringify(secretId));
      const request = { method: method as "tools/list", params: JSON.parse(text) };
      return agent.request(request).then(
        (result) => JSON.stringify(result),
        (error: Error) => `${error.name}: ${error.message}`,
      );
    };
    await fc.assert(
      fc.asyncProperty(use, async (one) => {
        const answer = await send(beside, one);
        expect(answer).toBe(await send(alone, one));
        expect(answer).not.toMatch(/xyzzy|Vault/);
      }),
      { numRuns: runs(300) },
    );
  });

  it("has no secret to lose in this test unless it has the collection", async () => {
    const all = { name: "all", collections: "all" } as const;
    const agent = await connectAgent({ shelf: await shelfWith([port, quarry]), grant: all });
    const { resources } = await agent.listResources();
    expect(resources.map(({ uri }) => uri)).toContain("footnote://quarry/vault.md");
    const found = await agent.callTool({
      name: "source",
      arguments: { id: secretId, collection: "quarry" },
    });
    expect(JSON.stringify(found)).toContain("xyzzy");
  });
});

describe("the name of a collection", () => {
  it("is asked for where a grant has several, among those of the grant", async () => {
    const agent = await connectAgent({ shelf: await shelfWith([port, quarry, pier]), grant: BOTH });
    const { tools } = await agent.listTools();
    for (const { inputSchema } of tools) {
      expect(inputSchema.properties?.["collection"]).toMatchObject({ enum: ["port", "pier"] });
      expect(inputSchema.required).toContain("collection");
    }
  });

  it("is served by nobody where the grant has none that is served", async () => {
    const none = { name: "none", collections: ["nowhere"] };
    const agent = await connectAgent({ shelf: await shelfWith([quarry]), grant: none });
    expect((await agent.listResources()).resources).toEqual([]);
    const asked = await agent.callTool({ name: "ask", arguments: { question: QUESTION } });
    expect(asked.isError).toBe(true);
    expect(JSON.stringify(asked)).not.toContain("quarry");
  });
});

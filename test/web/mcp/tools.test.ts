import { describe, expect, it } from "vitest";
import { liveLibrary, memoryFiles, memoryLibrary } from "../../support/memory-library.ts";
import { openQuoting } from "../../../src/programs/quoting.ts";
import {
  blocksOf,
  connectAgent,
  ERAS,
  EVERYTHING,
  shelfOf,
  shelfWith,
  textOf,
} from "../../support/agent.ts";
import { keptLog } from "../../support/kept-log.ts";
import { HARBOUR, ORCHARD, TOWER } from "../../support/library.ts";

const GATE = "The harbour opens at six in the morning, and its gate is shut at dusk by the keeper.";
const QUESTION = "When does the harbour open in the morning?";
const CITED =
  "---\npublisher: The town\npublished: 2024-05-06\nlicence: CC BY 4.0\nsource: https://town.example/harbour\n---\n\n";

const port = () => shelfOf({ port: { "rules/harbour.md": CITED + HARBOUR, "t.md": TOWER } });

describe.each(ERAS)("the tools, for a client of the %s protocol,", (era) => {
  it("are read-only, and say how to quote", async () => {
    const agent = await connectAgent({ shelf: await port(), era });
    expect(agent.getProtocolEra()).toBe(era);
    const { tools } = await agent.listTools();
    expect(tools.map(({ name }) => name)).toEqual(["ask", "source", "documents"]);
    for (const { annotations, outputSchema, title, inputSchema } of tools) {
      expect(annotations).toEqual({
        readOnlyHint: true,
        idempotentHint: true,
        openWorldHint: false,
      });
      expect(title).toBeTypeOf("string");
      expect(outputSchema).toMatchObject({ type: "object", properties: {} });
      expect(inputSchema.properties).not.toHaveProperty("collection");
    }
    expect(agent.getInstructions()).toContain("Quote word for word");
    expect(agent.getServerVersion()).toMatchObject({ name: "footnote" });
  });

  it("return a quotation with its citation, in text and as the form of the API", async () => {
    const shelf = await port();
    const agent = await connectAgent({ shelf, era });
    const asked = { question: QUESTION, top: 1 };
    const result = await agent.callTool({ name: "ask", arguments: asked });
    const { value } = await openQuoting(shelf).ask(EVERYTHING, asked);
    expect(result.isError).toBeUndefined();
    expect(result.structuredContent).toEqual(value);
    const [outcome, quotation, ...more] = blocksOf(result);
    expect(more).toEqual([]);
    expect(outcome).toContain(`Outcome: ${value.outcome}.`);
    expect(quotation).toContain(`\n\`\`\`\n${GATE}\n\`\`\`\n`);
    const { id } = value.answers[0]?.citation ?? {};
    expect(quotation?.split("\n")[0]).toBe(
      'Quotation 1 of 1. Cite it as: "The harbour", section "Hours", line 12 of "rules/harbour.md", published by "The town", ' +
        `published "2024-05-06", licence "CC BY 4.0", taken from "https://town.example/harbour", ID ${id}. Its file is unchanged since it was indexed.`,
    );
  });

  it("show a passage in its document, and list the documents with what is left out", async () => {
    const shelf = await shelfOf({
      port: { "h.md": HARBOUR, "n.xyz": "?", "d.md": "---\ndraft: true\n---\n\nNot yet." },
    });
    const agent = await connectAgent({ shelf, era });
    const asked = { question: QUESTION, top: 1, always: true };
    const { value } = await openQuoting(shelf).ask(EVERYTHING, asked);
    const { id = "" } = value.answers[0]?.citation ?? {};
    const source = await agent.callTool({ name: "source", arguments: { id } });
    expect(source.structuredContent).toMatchObject({ status: "found", id, excerpt: GATE });
    expect(blocksOf(source)).toHaveLength(4);
    expect(textOf(source)).toContain("Passage 1 of 2 of its document; after it: ID ");
    expect(textOf(source)).toContain("The text after the passage in");
    const documents = await agent.callTool({ name: "documents", arguments: {} });
    expect(textOf(documents)).toContain('- "The harbour", path "h.md"');
    expect(textOf(documents)).toContain("footnote://port/h.md");
    expect(textOf(documents)).toContain('Drafts: 1 ("d.md")');
    expect(textOf(documents)).toContain('Files of other formats, by their endings: 1 (".xyz: 1")');
  });

  it("say that nothing was found, and how to ask", async () => {
    const agent = await connectAgent({ shelf: await port(), era });
    const result = await agent.callTool({
      name: "ask",
      arguments: { question: "Quantum chromodynamics lattice gauge?" },
    });
    expect(result.structuredContent).toMatchObject({ outcome: "nothing", answers: [] });
    expect(textOf(result)).toBe(
      "Outcome: nothing. Nothing was found in these documents. Say so, and answer nothing in their name.",
    );
    const greeted = await agent.callTool({ name: "ask", arguments: { question: "hello" } });
    expect(textOf(greeted)).toBe(
      "Outcome: nothing. This is a greeting, not a question that documents can answer.",
    );
  });

  it("refuse bad input with a text that says what to do, and no structured result", async () => {
    const agent = await connectAgent({ shelf: await port(), era });
    const calls = [
      ["ask", {}, /question/],
      ["ask", { question: "" }, /3 to 300 characters/],
      ["ask", { question: "x".repeat(1_000_000) }, /300 characters/],
      ["ask", { question: QUESTION, top: 101 }, /top/],
      ["ask", { question: QUESTION, collection: "port" }, /collection/],
      ["source", { id: "aaaaaaaaaaaa" }, /an ID that it does not know/],
      ["source", { id: "../../etc/passwd" }, /an ID that it does not know/],
      ["documents", { limit: 0 }, /limit/],
    ] as const;
    for (const [name, given, expected] of calls) {
      const result = await agent.callTool({ name, arguments: given });
      expect(result, name).toMatchObject({ isError: true });
      expect(result.structuredContent).toBeUndefined();
      expect(textOf(result)).toMatch(expected);
    }
    await expect(agent.callTool({ name: "delete", arguments: {} })).rejects.toThrow("not found");
  });
});

describe("the tools", () => {
  it("name the other places of a text, and show passages that differ beside it", async () => {
    const pier = "# Pier\n\n## Steps\n\nThe tower at the pier has ninety steps to the top.\n";
    const other = pier.replace("ninety", "eighty");
    const shelf = await shelfOf({ port: { "a.md": pier, "b.md": pier, "c.md": other } });
    const agent = await connectAgent({ shelf });
    const question = "How many steps has the tower at the pier, ninety?";
    const result = await agent.callTool({
      name: "ask",
      arguments: { question, top: 1, always: true },
    });
    const [, quotation, differing, ...more] = blocksOf(result);
    expect(more).toEqual([]);
    expect(quotation).toMatch(
      /^Quotation 1 of 1\. Cite it as: "Pier", section "Steps", line 5 of "[ab]\.md"/,
    );
    expect(quotation).toMatch(
      /\nThe same text is in: "Pier", section "Steps", line 5 of "[ab]\.md", ID /,
    );
    expect(quotation).toContain("ninety steps");
    expect(differing).toMatch(
      /^Quotation 1 differs from this passage, in "number: .*90.*80|ninety.*eighty/,
    );
    expect(differing).toMatch(/of "c\.md", ID /);
    expect(differing).toContain("eighty steps");
  });

  it("say what is known of an ID that is gone, without its text", async () => {
    const contents = memoryFiles({ "a.md": HARBOUR, "b.md": ORCHARD });
    const library = await liveLibrary(contents);
    const shelf = await shelfWith([library]);
    const agent = await connectAgent({ shelf });
    const { answers } = await library.ask(QUESTION, { top: 1, always: true });
    const id = answers[0]?.citation.id ?? "";
    contents.set("a.md", Buffer.from(HARBOUR.replace("at six", "at seven")));
    await library.rebuild({ full: false, onProgress: () => {} });
    const result = await agent.callTool({ name: "source", arguments: { id } });
    expect(result.isError).toBe(true);
    expect(textOf(result)).toMatch(
      new RegExp(`^The passage ${id} is no longer in the documents: its text was changed at 2`),
    );
    expect(textOf(result)).toContain('It was in "a.md", section "Hours".');
    expect(textOf(result)).toMatch(/now has the ID [a-z2-7]{12}\.$/);
    expect(textOf(result)).not.toContain("six");
  });

  it("apologise for a failure of their own, whose text goes to the log without the question", async () => {
    const library = await memoryLibrary({ "a.md": HARBOUR });
    const broken = {
      ...library,
      ask: () => Promise.reject(new Error("ENOENT /srv/secret/passages")),
    };
    const { log, text } = keptLog();
    const agent = await connectAgent({ shelf: await shelfWith([broken]), log });
    const result = await agent.callTool({ name: "ask", arguments: { question: QUESTION } });
    expect(result).toEqual({
      isError: true,
      content: [
        {
          type: "text",
          text: "Something went wrong on this side. The operator can see it in the log.",
        },
      ],
    });
    expect(text()).toContain("/srv/secret/passages");
    expect(text()).not.toContain("harbour");
  });

  it("give the address of the page of a passage, where there is one", async () => {
    const pageOf = (collection: string, id: string) =>
      `https://quotes.example/p/${collection}/${id}`;
    const agent = await connectAgent({ shelf: await port(), pageOf });
    const result = await agent.callTool({ name: "ask", arguments: { question: QUESTION } });
    expect(textOf(result)).toMatch(
      /shown in its document at https:\/\/quotes\.example\/p\/port\/[a-z2-7]{12}\. Its file is unchanged/,
    );
  });
});

describe("the prompt", () => {
  it("asks for an answer by quotations alone", async () => {
    const agent = await connectAgent({ shelf: await port() });
    expect((await agent.listPrompts()).prompts).toMatchObject([{ name: "quote" }]);
    const { messages } = await agent.getPrompt({
      name: "quote",
      arguments: { question: QUESTION },
    });
    expect(messages).toMatchObject([{ role: "user", content: { type: "text" } }]);
    expect(JSON.stringify(messages)).toContain(QUESTION);
  });
});

/** @module The prompt of the MCP server: a question that is to be answered by quotations. */

import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";

/** Registers the prompt, which a person chooses in a client. */
export function registerPrompt(server: McpServer): void {
  server.registerPrompt(
    "quote",
    {
      title: "Answer by quotations",
      description:
        "Answers a question only by quotations from the documents, each with its citation.",
      argsSchema: z.object({ question: z.string().describe("The question.") }),
    },
    ({ question }) => ({
      messages: [
        {
          role: "user",
          content: {
            type: "text",
            text: `Use the tool ask of Footnote for the question below. Answer only by quotations from its result, word for word, each with its citation. If nothing was found, say so.\n\n${question}`,
          },
        },
      ],
    }),
  );
}

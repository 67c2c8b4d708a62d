/** @module MCP over standard input and output, one message a line. */

import { Transform, type Writable } from "node:stream";
import type { McpServer } from "@modelcontextprotocol/server";
import { serveStdio, StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import type { Log } from "../../base/log.ts";

interface StdioOptions {
  readonly createServer: () => McpServer;
  readonly input: NodeJS.ReadableStream;
  readonly output: Writable;
  readonly log: Log;
}

/** In bytes: far more than any request needs, and less than the transport takes. */
const LONGEST_LINE = 1_000_000;

/** Serves until the input ends or the output is closed. Lines that are no messages, or too long, are left out. */
export function serveOverStdio({ createServer, input, output, log }: StdioOptions): Promise<void> {
  const lines = dropLongLines(LONGEST_LINE, () =>
    log.warn({ most: LONGEST_LINE }, "a line of the client is too long, and was ignored"),
  );
  input.on("error", () => lines.end());
  const transport = new StdioServerTransport(input.pipe(lines), output);
  return new Promise((resolve) => {
    serveStdio(createServer, {
      transport,
      maxSubscriptions: 0,
      // The text of the error may have that of a question.
      onerror: ({ name }) => log.warn({ name }, "a message of the client was ignored"),
    });
    const { onclose } = transport;
    transport.onclose = () => {
      onclose?.();
      resolve();
    };
  });
}

/** Creates a stream that passes on whole lines, without those of more bytes than the most. */
export function dropLongLines(most: number, onDrop: () => void): Transform {
  let parts: Buffer[] = [];
  let length = 0;
  const keep = (part: Buffer): void => {
    length += part.length;
    if (length <= most) parts.push(part);
    else parts = [];
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      let from = 0;
      for (let at = chunk.indexOf("\n"); at !== -1; at = chunk.indexOf("\n", from)) {
        keep(chunk.subarray(from, at + 1));
        if (length <= most) this.push(Buffer.concat(parts));
        else onDrop();
        [parts, length, from] = [[], 0, at + 1];
      }
      keep(chunk.subarray(from));
      done();
    },
  });
}

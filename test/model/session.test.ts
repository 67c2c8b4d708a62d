/** @module A model gives way to the event loop, which its runs block. */

import { connect } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { type LoadedTokenizer, modelOver, type Session } from "../../src/model/session.ts";
import { serve } from "../support/http-server.ts";
import { requestText } from "../support/raw-http.ts";

const CLIENTS = 20;

/** A tokenizer that finds one token in every text. */
const TOKENIZER: LoadedTokenizer = {
  encode: () => [1],
  canRead: () => true,
  isWord: () => true,
  vocabulary: new Map(),
  unknown: undefined,
};

it("lets a server accept the clients that wait, between two runs", async () => {
  let served = 0;
  const address = await serve((_request, response) => {
    served += 1;
    response.end();
  });
  const servedAtRun: number[] = [];
  const session: Session = {
    inputNames: ["input_ids"],
    outputNames: ["last_hidden_state"],
    async run() {
      servedAtRun.push(served);
      return { last_hidden_state: { data: new Float32Array(1), dims: [1, 1, 1] } };
    },
  };
  const model = modelOver(TOKENIZER, session, { dimensions: 1, maxTokens: 9 });
  for (let client = 0; client < CLIENTS; client += 1) {
    const socket = connect(Number(new URL(address).port), "127.0.0.1");
    onTestFinished(() => void socket.destroy());
    socket.write(requestText("GET /"));
  }
  await Promise.all([model.run("a"), model.run("b")]);
  expect(servedAtRun).toEqual([0, CLIENTS]);
});

/** @module Asking our own health server. */

import { once } from "node:events";
import { request } from "node:http";
import { createServer } from "node:net";

export interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** One request to this machine; unlike `fetch`, it may bear another host's name. */
export const get = (
  port: number,
  path: string,
  { method = "GET", host = `127.0.0.1:${port}` }: { method?: string; host?: string } = {},
): Promise<Got> =>
  new Promise((resolve, reject) => {
    const options = { host: "127.0.0.1", port, path, method, headers: { host } };
    const sent = request(options, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (text: string) => (body += text));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    sent.on("error", reject).end();
  });

/** A port that nothing listens on just now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" ? (address?.port ?? 0) : 0;
}

/** @module Asking our own health server. */

import { once } from "node:events";
import { request } from "node:http";
import { createServer } from "node:net";

export interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

interface Asked {
  readonly method?: string;
  readonly host?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Never ends the request. */
  readonly isEndless?: boolean;
}

/** One request to this machine; unlike `fetch`, it may bear another host's name. */
export const get = (
  port: number,
  path: string,
  { method = "GET", host = `127.0.0.1:${port}`, headers, body = "", isEndless }: Asked = {},
): Promise<Got> =>
  new Promise((resolve, reject) => {
    const options = { host: "127.0.0.1", port, path, method, headers: { host, ...headers } };
    const sent = request(options, (response) => {
      let got = "";
      response.setEncoding("utf8").on("data", (text: string) => (got += text));
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: got });
        sent.destroy();
      });
    });
    sent.on("error", reject);
    if (isEndless) sent.write(body);
    else sent.end(body);
  });

/** A port that nothing listens on just now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" ? (address?.port ?? 0) : 0;
}

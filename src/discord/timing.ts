/** @module Time limits of the connection to Discord. */

/** In milliseconds. */
export interface Timing {
  /** Each step of connecting: handshake, HELLO, READY or RESUMED. */
  readonly connect: number;
  /** Before a session is resumed whose connection was cut. */
  readonly resume: number;
  /** Between two logins of one bucket of shards; Discord allows one in five seconds. */
  readonly identify: number;
  /** Between other attempts to reach Discord. */
  readonly backOff: BackOff;
  /** One request; the REST client makes up to four. */
  readonly request: number;
  /** From a signal to stop until requests are refused, so that balancers find out first; a part of `drain`. */
  readonly grace: number;
  /** For uses under way when the bot leaves; with `farewell` less than the ten seconds that containers are given. */
  readonly drain: number;
  /** For notices to those whose answers did not end in time. */
  readonly farewell: number;
  /** For which posts in a channel that refuses messages are not searched. */
  readonly passOver: number;
  /** Between two warnings about such a channel. */
  readonly warn: number;
}

export interface BackOff {
  readonly shortest: number;
  readonly longest: number;
}

export const TIMING: Timing = {
  connect: 15_000,
  resume: 500,
  identify: 5_500,
  backOff: { shortest: 5_000, longest: 5 * 60_000 },
  request: 5_000,
  grace: 3_000,
  drain: 7_000,
  farewell: 1_500,
  passOver: 10 * 60_000,
  warn: 60 * 60_000,
};

/**
 * Returns the wait in milliseconds after so many failures in a row: exponential, and half of it random ("equal jitter" in
 * AWS's "Exponential Backoff And Jitter"), so that not all bots come back at the same moment.
 */
export function backOffMs(failures: number, { shortest, longest }: BackOff): number {
  const ceiling = Math.min(longest, shortest * 2 ** failures);
  return Math.max(shortest, ceiling * (0.5 + Math.random() / 2));
}

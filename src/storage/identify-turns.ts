/** @module Port: the moments at which shards of the gateway may identify. test/contract/identify-turns.ts holds its promises. */

/** The sessions that share a limit: those of one bot in one bucket of shards. */
export interface IdentifyBucket {
  readonly bot: string;
  readonly bucket: number;
}

export interface IdentifyTurns {
  /**
   * Reserves the next free moment of a bucket; returns the milliseconds until then. Of two moments of one bucket, the later
   * is at least so many milliseconds after the earlier.
   */
  reserve(of: IdentifyBucket, apartMs: number): Promise<number>;
}

/** Creates the turns of this process alone. */
export function openMemoryTurns(): IdentifyTurns {
  const latest = new Map<string, number>();
  return {
    async reserve({ bot, bucket }, apartMs) {
      const key = `${bot} ${bucket}`;
      const current = performance.now();
      const moment = Math.max(current, (latest.get(key) ?? -Infinity) + apartMs);
      latest.set(key, moment);
      return moment - current;
    },
  };
}

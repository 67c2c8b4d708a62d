/** @module Trying again while Discord is out of order. */

import { setTimeout as sleep } from "node:timers/promises";
import { isGone, isRefusedBody } from "../discord/faults.ts";

/** The error that remains after the last try; none where one succeeded. What is no passing fault is not tried again. */
export async function retrying(
  work: () => Promise<void>,
  [waitMs, ...later]: readonly number[],
): Promise<unknown> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (isGone(error) || isRefusedBody(error) || waitMs === undefined) return error;
    await sleep(waitMs);
    return retrying(work, later);
  }
}

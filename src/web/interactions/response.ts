/** @module First answers to interactions as HTTP responses: JSON, or a form with files. */

import type { Body } from "../../discord/bodies.ts";
import type { FirstAnswer } from "../../discord/transports.ts";

/** Makes a response, again for each delivery. */
export type MakeResponse = () => Response;

/** Returns the maker of the response that carries a first answer. */
export const responseOf =
  (answer: FirstAnswer, files: Body["files"] = []): MakeResponse =>
  () =>
    files.length === 0 ? Response.json(answer) : new Response(formOf(answer, files));

function formOf(answer: FirstAnswer, files: Body["files"]): FormData {
  const form = new FormData();
  form.set("payload_json", JSON.stringify(answer));
  files.forEach(({ name, data, contentType: type }, at) => {
    const bytes = typeof data === "object" ? new Uint8Array(data) : String(data);
    form.set(`files[${at}]`, new Blob([bytes], type === undefined ? {} : { type }), name);
  });
  return form;
}

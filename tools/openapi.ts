/**
 * @module `npm run openapi`: asks the API on the sample documents for its examples, then writes them and `docs/openapi.json`.
 */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { PROJECT } from "../src/base/project.ts";
import { describeApi } from "../src/web/api/openapi.ts";
import { makeExamples } from "../test/support/api-examples.ts";

const write = async (path: string, value: unknown): Promise<void> =>
  writeFileSync(
    join(PROJECT, path),
    await format(JSON.stringify(value), { parser: "json", printWidth: 100 }),
  );

const examples = await makeExamples();
await write("src/web/api/examples.json", examples);
await write("docs/openapi.json", describeApi(examples));

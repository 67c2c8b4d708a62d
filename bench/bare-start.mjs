/** @module The least that a start must do: import the model library, create the sessions of both models, and exit. */

import { AutoModel, env } from "@xenova/transformers";

env.allowRemoteModels = false;
env.localModelPath = new URL("../models", import.meta.url).pathname;
await Promise.all(
  ["multilingual-e5-small", "all-MiniLM-L6-v2"].map((name) =>
    AutoModel.from_pretrained(name, { quantized: true }),
  ),
);
process.exit(0);

import { join } from "node:path";
import { openFileStore } from "../../src/storage/files/store.ts";
import { openMemoryStore } from "../../src/storage/memory.ts";
import { describeStore } from "../contract/store.ts";
import { temporaryFolder } from "../support/temporary.ts";

describeStore("files", async () => openFileStore(join(await temporaryFolder(), "index")));
describeStore("memory", async () => openMemoryStore());

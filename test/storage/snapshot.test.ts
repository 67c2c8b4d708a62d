import { openFileStore } from "../../src/storage/files/store.ts";
import { openMemoryStore } from "../../src/storage/memory.ts";
import { describeSnapshots } from "../contract/snapshot.ts";

describeSnapshots("files", openFileStore);
describeSnapshots("memory", openMemoryStore);

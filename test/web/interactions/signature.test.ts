/** @module Signatures: the test vectors of RFC 8032, those that Node makes, and wrong ones. */

import { generateKeyPairSync, sign } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createVerifier } from "../../../src/web/interactions/signature.ts";
import { createSigner } from "../../fake-discord/endpoint.ts";
import { runs } from "../../support/runs.ts";

/** RFC 8032, section 7.1. */
const VECTORS = [
  {
    name: "test 1",
    key: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    message: "",
    signature:
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
  },
  {
    name: "test 2",
    key: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
    message: "72",
    signature:
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
  },
  {
    name: "test 3",
    key: "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
    message: "af82",
    signature:
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
  },
  {
    name: "test SHA(abc)",
    key: "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
    message:
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
    signature:
      "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
  },
] as const;

describe.each(VECTORS)("the vector of RFC 8032, $name", ({ key, message, signature }) => {
  const body = Buffer.from(message, "hex");
  const isSigned = createVerifier([key]);

  it("is valid wherever it is divided into a timestamp and a body", () => {
    for (let at = 0; at <= body.length; at += 1) {
      const timestamp = body.toString("latin1", 0, at);
      expect(isSigned({ signature, timestamp, body: body.subarray(at) })).toBe(true);
    }
  });

  it("is invalid with any bit of the signature changed", () => {
    for (let bit = 0; bit < 512; bit += 1) {
      const wrong = Buffer.from(signature, "hex");
      wrong.writeUInt8(wrong.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(isSigned({ signature: wrong.toString("hex"), timestamp: "", body })).toBe(false);
    }
  });

  it("is invalid with the key of another", () => {
    const others = VECTORS.map((one) => one.key).filter((one) => one !== key);
    expect(createVerifier(others)({ signature, timestamp: "", body })).toBe(false);
  });
});

const TIMESTAMP = "1700000000";
const BODY = Buffer.from(`{"type":1,"text":"Größe"}`);
const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const KEY = Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url").toString("hex");
const SIGNATURE = sign(null, Buffer.concat([Buffer.from(TIMESTAMP), BODY]), privateKey).toString(
  "hex",
);
const signed = { signature: SIGNATURE, timestamp: TIMESTAMP, body: BODY };

describe("a signature that Node makes", () => {
  it("is valid, for one of several keys, too", () => {
    const other = createSigner().publicKey;
    for (const keys of [[KEY], [KEY.toUpperCase()], [other, KEY], [KEY, other]])
      expect(createVerifier(keys)(signed)).toBe(true);
    expect(createVerifier([other])(signed)).toBe(false);
    expect(createVerifier([])(signed)).toBe(false);
  });

  it("is the same in upper case", () => {
    expect(createVerifier([KEY])({ ...signed, signature: SIGNATURE.toUpperCase() })).toBe(true);
  });

  it.each([
    ["missing", { signature: undefined }],
    ["empty", { signature: "" }],
    ["cut by a digit", { signature: SIGNATURE.slice(1) }],
    ["cut by a byte", { signature: SIGNATURE.slice(2) }],
    ["longer", { signature: `${SIGNATURE}00` }],
    ["no hexadecimal", { signature: `${SIGNATURE.slice(1)}g` }],
    ["in Base64", { signature: Buffer.from(SIGNATURE, "hex").toString("base64") }],
    ["sent twice", { signature: `${SIGNATURE}, ${SIGNATURE}` }],
    ["of zeros", { signature: "0".repeat(128) }],
    ["without a timestamp", { timestamp: undefined }],
    ["of another timestamp", { timestamp: "1700000001" }],
    ["of a timestamp that was sent twice", { timestamp: `${TIMESTAMP}, ${TIMESTAMP}` }],
    ["of a body with another byte", { body: Buffer.from(BODY.toString().replace("1", "2")) }],
    ["of a body that is cut", { body: BODY.subarray(0, -1) }],
    ["of a body in another encoding", { body: Buffer.from(BODY.toString(), "latin1") }],
    ["of no body", { body: new Uint8Array() }],
  ])("is refused where it is %s", (_, change) => {
    expect(createVerifier([KEY])({ ...signed, ...change })).toBe(false);
  });

  it("is refused for any other body", () => {
    const isSigned = createVerifier([KEY]);
    fc.assert(
      fc.property(fc.uint8Array(), (body) => {
        fc.pre(!BODY.equals(body));
        expect(isSigned({ ...signed, body })).toBe(false);
      }),
      { numRuns: runs(100) },
    );
  });
});

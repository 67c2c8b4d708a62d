/** @module The examples of deployments: hardened containers, secrets in files, files that exist, time to end. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { PROJECT } from "../../src/base/project.ts";
import { TIMING } from "../../src/discord/timing.ts";

const textOf = (file: string): string => readFileSync(join(PROJECT, file), "utf8");
/** The most that a process takes to end, in milliseconds. */
const ENDING = TIMING.drain + TIMING.farewell;
const PASSWORD = /:\/\/[^/@]*:[^/@]*@/;

const Service = z.object({
  read_only: z.boolean(),
  cap_drop: z.array(z.string()),
  security_opt: z.array(z.string()),
  mem_limit: z.string(),
  image: z.string(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  volumes: z.array(z.string()).default([]),
  secrets: z.array(z.string()).default([]),
  networks: z.array(z.string()),
  ports: z.array(z.string()).default([]),
  stop_grace_period: z.string().optional(),
});
const Compose = z.object({
  services: z.record(z.string(), Service),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
  networks: z.record(z.string(), z.object({ internal: z.boolean() }).nullable()),
  volumes: z.record(z.string(), z.null()),
});

describe("compose.scale.yaml", () => {
  const compose = Compose.parse(parse(textOf("compose.scale.yaml"), { merge: true }));
  const services = Object.entries(compose.services);

  it("hardens every container", () => {
    const hardened = services.filter(
      ([, one]) =>
        one.read_only &&
        one.cap_drop.includes("ALL") &&
        one.security_opt.includes("no-new-privileges:true"),
    );
    expect(hardened.map(([name]) => name)).toEqual(services.map(([name]) => name));
  });

  it("has secrets in files alone, each where it is used", () => {
    for (const [name, { environment, secrets }] of services) {
      expect(Object.keys(compose.secrets), name).toEqual(expect.arrayContaining(secrets));
      for (const value of Object.values(environment)) expect(value).not.toMatch(PASSWORD);
      const files = Object.values(environment).filter((value) => value.startsWith("/run/secrets/"));
      expect(secrets.map((secret) => `/run/secrets/${secret}`)).toEqual(
        expect.arrayContaining(files),
      );
    }
  });

  it("shows the balancer alone to the outside, and keeps the database inside", () => {
    expect(services.filter(([, { ports }]) => ports.length > 0).map(([name]) => name)).toEqual([
      "balancer",
    ]);
    expect(compose.services["database"]?.networks).toEqual(["database"]);
    expect(compose.networks["database"]).toEqual({ internal: true });
    expect(compose.services["balancer"]?.networks).toEqual(["outside"]);
  });

  it("passes requests to each replica at its port", () => {
    const replicas = services.filter(([name]) => name.startsWith("replica-"));
    const upstreams = replicas.map(
      ([name, one]) => `${name}:${one.environment["INTERACTIONS_PORT"]}`,
    );
    expect(upstreams).toHaveLength(2);
    expect(compose.services["balancer"]?.environment["REPLICAS"]).toBe(upstreams.join(" "));
    expect(textOf("deploy/Caddyfile.scale")).toContain("reverse_proxy {$REPLICAS");
  });

  it("mounts files of this project and volumes that it names", () => {
    const mounted = services.flatMap(([, { volumes }]) => volumes.map((one) => one.split(":")[0]));
    for (const source of mounted) {
      if (source?.startsWith("./deploy/")) expect(existsSync(join(PROJECT, source))).toBe(true);
      else if (source !== "./documents") expect(Object.keys(compose.volumes)).toContain(source);
    }
  });

  it("starts entries of this project", () => {
    const started = services.flatMap(([, { command = [] }]) =>
      command[0] === "node" ? [command[1] ?? ""] : [],
    );
    expect(started).toHaveLength(5);
    for (const entry of started) expect(existsSync(join(PROJECT, entry)), entry).toBe(true);
  });

  it("waits for the end of each process of Footnote", () => {
    const own = services.filter(([, { image }]) => image === "footnote");
    expect(own).toHaveLength(5);
    for (const [, one] of own)
      expect(Number.parseInt(one.stop_grace_period ?? "", 10) * 1_000).toBeGreaterThan(ENDING);
  });
});

const Pod = z.object({
  securityContext: z.object({ runAsNonRoot: z.literal(true) }),
  automountServiceAccountToken: z.literal(false),
  terminationGracePeriodSeconds: z.number().optional(),
  containers: z.tuple([
    z.object({
      env: z.array(z.object({ name: z.string(), value: z.string() })),
      securityContext: z.object({
        allowPrivilegeEscalation: z.literal(false),
        readOnlyRootFilesystem: z.literal(true),
        capabilities: z.object({ drop: z.tuple([z.literal("ALL")]) }),
      }),
      volumeMounts: z.array(z.object({ name: z.string() })),
    }),
  ]),
  volumes: z.array(z.object({ name: z.string() })),
});
const Manifest = z.object({
  items: z.array(
    z.object({
      kind: z.string(),
      spec: z.object({ template: z.object({ spec: Pod }).optional() }).optional(),
    }),
  ),
});

it("deploy/kubernetes.yaml hardens every pod, has no secret, and waits for its end", () => {
  const text = textOf("deploy/kubernetes.yaml");
  const { items } = Manifest.parse(parse(text));
  const pods = items.flatMap(({ kind, spec }) =>
    spec?.template ? [{ kind, ...spec.template.spec }] : [],
  );
  expect(pods).toHaveLength(4);
  expect(text).not.toMatch(PASSWORD);
  expect(items.some(({ kind }) => kind === "Secret")).toBe(false);
  for (const { kind, containers, volumes, terminationGracePeriodSeconds: seconds } of pods) {
    const mounted = containers[0].volumeMounts.map(({ name }) => name);
    expect(new Set(mounted)).toEqual(new Set(volumes.map(({ name }) => name)));
    if (kind === "Deployment") expect((seconds ?? 0) * 1_000).toBeGreaterThan(ENDING);
  }
});

it("the image gets every folder that it is copied from", () => {
  const copied = Array.from(
    textOf("Containerfile").matchAll(/^COPY (?!--)(.+) \S+$/gm),
    ([, files = ""]) => files.split(" "),
  ).flat();
  const sent = textOf(".dockerignore").split("\n");
  expect(copied).toContain("migrations");
  for (const file of copied) expect(sent, file).toContain(`!${file}`);
});

/** @module Access control of the servers: names, headers of every answer, and for the preview only its own page. */

import type { Context, MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";

/** A refused request, with the reason. */
export class Refusal extends Error {
  readonly status: 400 | 403 | 404 | 413 | 500;
  readonly title: string;
  constructor({ status, title, text }: Pick<Refusal, "status" | "title"> & { text: string }) {
    super(text);
    this.status = status;
    this.title = title;
  }
}

const SELF = "'self'";
const NONE = "'none'";

type Policy = NonNullable<
  NonNullable<Parameters<typeof secureHeaders>[0]>["contentSecurityPolicy"]
>;

/** Keeps answers apart from other sites, out of frames and without a referrer. @param policy what they may load. */
export const secured = (policy: Policy): MiddlewareHandler =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: [NONE],
      ...policy,
      baseUri: [NONE],
      formAction: policy.formAction ?? [NONE],
      frameAncestors: [NONE],
    },
    crossOriginResourcePolicy: "same-origin",
    crossOriginOpenerPolicy: "same-origin",
    crossOriginEmbedderPolicy: "require-corp",
    referrerPolicy: "no-referrer",
    xContentTypeOptions: "nosniff",
    xFrameOptions: "DENY",
    strictTransportSecurity: false,
    permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
  });

/** Forbids content from elsewhere, inline scripts and styles, and HTML made from text except by the policy `footnote`. */
export const headers: MiddlewareHandler = secured({
  scriptSrc: [SELF],
  styleSrc: [SELF],
  connectSrc: [SELF],
  imgSrc: [SELF],
  formAction: [SELF],
  requireTrustedTypesFor: ["'script'"],
  trustedTypes: ["footnote"],
});

/** Forbids everything: for answers that are data. */
export const dataHeaders: MiddlewareHandler = secured({});

/** Keeps responses out of every cache: they change with the index. */
export const unstored: MiddlewareHandler = async (context, next) => {
  await next();
  context.header("Cache-Control", "no-store");
};

const OWN_HOST = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::(\d+))?$/;

/** Checks whether a Host header names this machine, at the given port if there is one. */
export function isOwnHost(host = "", port?: number): boolean {
  const named = OWN_HOST.exec(host);
  return named !== null && (port === undefined || Number(named[1] ?? 80) === port);
}

/** Refuses a foreign host name that resolves to this machine: its pages could read every response. */
export const ownName =
  (port: () => number): MiddlewareHandler =>
  async (context, next) => {
    if (isOwnHost(context.req.header("host"), port())) return next();
    const text = `This page is for this machine only. Open http://127.0.0.1:${port()}/ instead.`;
    throw new Refusal({ status: 403, title: "Not under this name", text });
  };

/** Refuses requests from other sites, except for following a link. */
export const ownPages: MiddlewareHandler = async (context, next) => {
  if (isLooking(context) ? mayLook(context) : mayAct(context)) return next();
  const text = "Only this page itself may ask for this.";
  throw new Refusal({ status: 403, title: "Not from another site", text });
};

/** Checks whether a request only reads. */
export const isLooking = ({ req }: Context): boolean => ["GET", "HEAD"].includes(req.method);

function mayLook({ req }: Context): boolean {
  const site = req.header("sec-fetch-site") ?? "none";
  return ["none", "same-origin"].includes(site) || req.header("sec-fetch-mode") === "navigate";
}

/** Accepts only JSON from the page's own origin, which a form of another site cannot send. */
function mayAct({ req }: Context): boolean {
  const host = req.header("host");
  const site = req.header("sec-fetch-site") ?? "same-origin";
  return (
    site === "same-origin" &&
    req.header("origin") === `http://${host}` &&
    /^application\/json(?:;|$)/.test(req.header("content-type") ?? "")
  );
}

/** @module Who may talk to the local page: this machine, under its own name, from the page itself. */

import type { Context, MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";
import { renderRefusal } from "./preview/view/refusal.tsx";

const SELF = "'self'";
const NONE = "'none'";

/** Nothing from elsewhere, nothing inline, nothing framed, and no text that becomes markup but by the one named policy. */
export const headers: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: [NONE],
    scriptSrc: [SELF],
    styleSrc: [SELF],
    connectSrc: [SELF],
    imgSrc: [SELF],
    baseUri: [NONE],
    formAction: [SELF],
    frameAncestors: [NONE],
    requireTrustedTypesFor: ["'script'"],
    trustedTypes: ["footnote"],
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

/** What is shown is of the moment, and not for a disk. */
export const unstored: MiddlewareHandler = async (context, next) => {
  await next();
  context.header("Cache-Control", "no-store");
};

/** The names under which a browser on this machine finds the page. */
const NAMES = ["127.0.0.1", "localhost", "[::1]"];

/** A foreign name that was made to point here is refused: its page could read everything. */
export const ownName =
  (port: () => number): MiddlewareHandler =>
  async (context, next) => {
    if (namesAt(port()).includes(context.req.header("host") ?? "")) return next();
    return refuse(context, {
      status: 403,
      title: "Not under this name",
      text: `This page is for this machine alone. Open http://127.0.0.1:${port()}/ instead.`,
    });
  };

const namesAt = (port: number): string[] =>
  NAMES.flatMap((name) => [`${name}:${port}`, ...(port === 80 ? [name] : [])]);

/** Other sites may link here and do nothing else. */
export const ownPages: MiddlewareHandler = async (context, next) => {
  if (isLooking(context) ? mayLook(context) : mayAct(context)) return next();
  return refuse(context, {
    status: 403,
    title: "Not from another site",
    text: "Only this page itself may ask for this.",
  });
};

const isLooking = ({ req }: Context): boolean => ["GET", "HEAD"].includes(req.method);

function mayLook({ req }: Context): boolean {
  const site = req.header("sec-fetch-site") ?? "none";
  return ["none", "same-origin"].includes(site) || req.header("sec-fetch-mode") === "navigate";
}

/** JSON alone: a form of another site can't send it unasked. */
function mayAct({ req }: Context): boolean {
  const host = req.header("host");
  const site = req.header("sec-fetch-site") ?? "same-origin";
  return (
    site === "same-origin" &&
    req.header("origin") === `http://${host}` &&
    /^application\/json(?:;|$)/.test(req.header("content-type") ?? "")
  );
}

/** A page for a person, a line for a script. */
export function refuse(
  context: Context,
  refusal: {
    readonly status: 400 | 403 | 404 | 413 | 500;
    readonly title: string;
    readonly text: string;
  },
): Response | Promise<Response> {
  const { status, title, text } = refusal;
  if (isLooking(context)) return context.html(renderRefusal({ title, text }), status);
  return context.json({ fault: text }, status);
}

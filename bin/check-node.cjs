"use strict";
// Ends the process on a Node that is too old. In old syntax and without imports, so that any Node can read it.

var needed = "20.19";
var found = process.versions.node;

/** @param {string} version */
function orderOf(version) {
  var parts = version.split(".");
  return Number(parts[0]) * 1000 + Number(parts[1]);
}

if (orderOf(found) < orderOf(needed)) {
  var versions = "Node " + needed + " or later; this is Node " + found;
  console.error("Footnote needs " + versions + ". Install a newer one from https://nodejs.org.");
  process.exit(2);
}

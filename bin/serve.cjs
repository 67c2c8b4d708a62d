"use strict";
require("./check-node.cjs");
// The command decides, whatever the environment and .env say.
process.env.TRANSPORT = "http";
require("./run.cjs")("start");

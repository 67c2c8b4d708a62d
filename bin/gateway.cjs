"use strict";
require("./check-node.cjs");
// The command decides, whatever the environment and .env say: messages alone, beside the processes of npm run serve.
process.env.TRANSPORT = "none";
process.env.API_PORT = "";
process.env.ROOM_PORT = "off";
// Those work on jobs, or else workers do.
if (process.env.JOBS_HERE === undefined) process.env.JOBS_HERE = "false";
require("./run.cjs")("start");

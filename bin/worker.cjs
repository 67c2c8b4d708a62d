"use strict";
require("./check-node.cjs");
require("./run.cjs")("worker");

"use strict";
require("./check-node.cjs");
require("./dist.cjs").requireCompiled();

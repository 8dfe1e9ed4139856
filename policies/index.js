const Module = require("node:module");

// Of the SDK the policy library uses assets and outputs, but loads all of it: npm's installer, a TypeScript compiler and
// the Automation API, which take longer than the pack itself. Those are loaded when something asks for them.
const whole = require.resolve("@pulumi/pulumi");
const standIn = new Module(whole, module);
standIn.loaded = true;
standIn.exports = new Proxy(
  { asset: require("@pulumi/pulumi/asset"), Output: require("@pulumi/pulumi/output").Output },
  {
    get(light, name) {
      if (name in light) return light[name];
      if (require.cache[whole] === standIn) delete require.cache[whole];
      return require(whole)[name];
    },
  },
);
require.cache[whole] = standIn;

// The policy host has every .ts file type-checked that it loads, before any other loader sees it. That one goes, and
// sucrase only transpiles: types are checked once, by `tsc -p .`.
delete require.extensions[".ts"];
require("sucrase/register/ts");
require("./decode-once.js");
require("./pack.ts");

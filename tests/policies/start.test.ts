import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { POLICIES } from "./host";

/** What the script prints as JSON, once the pack is loaded. */
function onceLoaded(script: string): unknown {
  const whole = `require("./index.js"); console.log = () => undefined; process.stdout.write(JSON.stringify(${script}), () => process.exit(0));`;
  return JSON.parse(execFileSync(process.execPath, ["-e", whole], { cwd: POLICIES, encoding: "utf8" }));
}

describe("the start of the policy pack", () => {
  it("loads neither the TypeScript compiler nor npm's installer", () => {
    assert.deepEqual(
      onceLoaded(
        "Object.keys(require.cache).filter((file) => /node_modules.(typescript|@npmcli)/.test(file))",
      ),
      [],
    );
  });

  it("leaves the whole SDK to who asks for it", () => {
    assert.deepEqual(
      onceLoaded(
        '[typeof require("@pulumi/pulumi").interpolate, typeof require("@pulumi/pulumi").automation.Stack]',
      ),
      ["function", "function"],
    );
  });

  it("decodes a resource once for all rules, and anew for one that repairs it", () => {
    const script = `(() => {
      const { deserializeProperties } = require("@pulumi/policy/deserialize");
      let decoded = 0;
      const resource = () => ({ toJavaScript: () => (decoded++, { name: "bucket" }) });
      const one = resource();
      const seen = [one, one, one, resource()].map((message) => deserializeProperties(message, false).name);
      const afterReading = decoded;
      deserializeProperties(one, true);
      return [seen, afterReading, decoded];
    })()`;
    assert.deepEqual(onceLoaded(script), [["bucket", "bucket", "bucket", "bucket"], 2, 3]);
  });
});
